from django.urls import path

from linli.apps.duties import pages

app_name = "duties"
WORK = "c/<slug:slug>/work/routines/"
DUE = f"{WORK}dues/<uuid:due_id>/"
urlpatterns = [
    path("c/<slug:slug>/routines/", pages.routines, name="routines"),
    path(WORK, pages.board, name="board"),
    path(f"{WORK}new/", pages.new_plan, name="new_plan"),
    path(f"{WORK}<uuid:plan_id>/", pages.plan, name="plan"),
    path(f"{WORK}<uuid:plan_id>/endings/", pages.ending, name="ending"),
    path(f"{DUE}reports/", pages.report, name="report"),
    path(f"{DUE}waivers/", pages.waiver, name="waiver"),
    path(f"{DUE}excuses/", pages.excuse, name="excuse"),
]
