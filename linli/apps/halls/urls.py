from django.urls import path

from linli.apps.halls import pages

app_name = "halls"
OPEN = "c/<slug:slug>/halls/"
WORK = "c/<slug:slug>/work/halls/"
HALL = f"{WORK}<uuid:hall_id>/"
MEETING = f"{WORK}meetings/<uuid:meeting_id>/"
FILE = f"{WORK}resolutions/<uuid:resolution_id>/"
urlpatterns = [
    path(OPEN, pages.halls, name="halls"),
    path(f"{OPEN}resolutions/<uuid:resolution_id>/", pages.resolution, name="resolution"),
    path(WORK, pages.desk, name="desk"),
    path(f"{WORK}new/", pages.new_hall, name="new_hall"),
    path(HALL, pages.hall, name="hall"),
    path(f"{HALL}closings/", pages.closing, name="closing"),
    path(f"{HALL}sides/", pages.new_side, name="new_side"),
    path(f"{WORK}sides/<uuid:side_id>/endings/", pages.end_of_side, name="end_of_side"),
    path(f"{HALL}meetings/", pages.new_meeting, name="new_meeting"),
    path(f"{MEETING}minutes/", pages.minutes, name="minutes"),
    path(f"{MEETING}cancellations/", pages.calling_off, name="calling_off"),
    path(f"{HALL}resolutions/", pages.new_resolution, name="new_resolution"),
    path(FILE, pages.file, name="file"),
    path(f"{FILE}signatures/", pages.signing, name="signing"),
    path(f"{FILE}commitments/", pages.new_commitment, name="new_commitment"),
    path(
        f"{WORK}commitments/<uuid:commitment_id>/settlements/",
        pages.settlement,
        name="settlement",
    ),
    path(f"{FILE}confirmations/", pages.confirmation, name="confirmation"),
    path(f"{FILE}withdrawals/", pages.withdrawal, name="withdrawal"),
]
