from django.urls import path

from linli.apps.care import pages

app_name = "care"
WORK = "c/<slug:slug>/work/help-groups/"
GROUP = f"{WORK}<uuid:group_id>/"
urlpatterns = [
    path(WORK, pages.groups, name="groups"),
    path(f"{WORK}new/", pages.new_group, name="new_group"),
    path(GROUP, pages.group, name="group"),
    path(f"{GROUP}helpers/", pages.new_helper, name="new_helper"),
    path(f"{GROUP}endings/", pages.ending, name="ending"),
    path(f"{WORK}helpers/<uuid:helper_id>/leavings/", pages.leaving, name="leaving"),
]
