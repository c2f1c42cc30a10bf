from django.urls import path

from linli.testmode import doors

urlpatterns = [
    path("clock", doors.set_clock),
    path("run-due", doors.run_due),
    path("outbox", doors.outbox),
    path("seed", doors.seed),
    path("login", doors.sign_in),
]
