from django.urls import path

from linli.apps.people.pages import homes, mine, person, register

app_name = "people"
HERE = "c/<slug:slug>/"
WORK = f"{HERE}work/people/"
PERSON = f"{WORK}<uuid:person_id>/"
ME = f"{HERE}me/"

urlpatterns = [
    path(WORK, register.people, name="people"),
    path(f"{WORK}new/", register.new, name="new"),
    path(f"{WORK}requests/", homes.requests, name="requests"),
    path(f"{WORK}requests/<uuid:request_id>/", homes.answer, name="answer"),
    path(f"{WORK}words/<slug:kind>/", homes.words, name="words"),
    path(f"{WORK}cards/<str:token>/", homes.scan, name="scan"),
    path(f"{WORK}households/<uuid:household_id>/", homes.household, name="household"),
    path(PERSON, person.person, name="person"),
    path(f"{PERSON}edit/", register.edit, name="edit"),
    path(f"{PERSON}card/", homes.card, name="card"),
    path(f"{PERSON}views/", person.views, name="views"),
    path(f"{PERSON}<slug:name>/", person.act, name="act"),
    path(ME, mine.me, name="me"),
    path(f"{ME}<uuid:person_id>/", mine.someone, name="someone"),
    path(f"{ME}<uuid:person_id>/copies/", mine.copies, name="copies"),
    path(f"{ME}<uuid:person_id>/<slug:name>/", mine.act, name="my_act"),
]
