from django.urls import path

from linli.apps.activities.pages import activity, calendar, tickets

app_name = "activities"
PUBLIC = "c/<slug:slug>/activities/"
ONE = f"{PUBLIC}<uuid:activity_id>/"
TICKET = "c/<slug:slug>/sign-ups/<uuid:sign_up_id>/"
urlpatterns = [
    path(PUBLIC, calendar.calendar_page, name="calendar"),
    path(f"{PUBLIC}poster/", calendar.poster, name="calendar_poster"),
    path(f"{PUBLIC}embed/", calendar.embed, name="calendar_embed"),
    path(ONE, activity.activity_page, name="activity"),
    path(f"{ONE}poster/", activity.poster, name="activity_poster"),
    path(f"{ONE}dates/<uuid:session_id>/sign-ups/", activity.sign_ups, name="sign_ups"),
    path("c/<slug:slug>/sign-ups/", tickets.mine, name="mine"),
    path(TICKET, tickets.ticket, name="ticket"),
    path(f"{TICKET}withdrawals/", tickets.withdrawals, name="withdrawals"),
    path(f"{TICKET}acceptances/", tickets.acceptances, name="acceptances"),
    path(f"{TICKET}people/<uuid:person_id>/consents/", tickets.consents, name="consents"),
    path(
        f"{TICKET}people/<uuid:person_id>/consent-revocations/",
        tickets.consent_revocations,
        name="consent_revocations",
    ),
]
