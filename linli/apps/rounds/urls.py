from django.urls import path

from linli.apps.rounds import pages

app_name = "rounds"
WORK = "c/<slug:slug>/work/rounds/"
urlpatterns = [
    path(WORK, pages.rounds, name="rounds"),
    path(f"{WORK}new/", pages.new_round, name="new_round"),
    path(f"{WORK}<uuid:round_id>/", pages.one_round, name="round"),
    path(f"{WORK}<uuid:round_id>/closings/", pages.closings, name="closings"),
    path(f"{WORK}rows/<uuid:row_id>/", pages.result, name="result"),
]
