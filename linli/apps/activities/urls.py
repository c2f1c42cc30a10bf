from django.urls import path

from linli.apps.activities.pages import (
    activity,
    arriving,
    calendar,
    proving,
    tickets,
    visiting,
)
from linli.apps.activities.pages.work import date, desk, door, figures, kiosk, photos, plan, school

app_name = "activities"
PUBLIC = "c/<slug:slug>/activities/"
ONE = f"{PUBLIC}<uuid:activity_id>/"
TICKET = "c/<slug:slug>/sign-ups/<uuid:sign_up_id>/"
VISITOR = "c/<slug:slug>/visitors/<str:token>/"
urlpatterns = [
    path(PUBLIC, calendar.calendar_page, name="calendar"),
    path(f"{PUBLIC}poster/", calendar.poster, name="calendar_poster"),
    path(f"{PUBLIC}calendar.ics", proving.calendar_feed, name="calendar_feed"),
    path(f"{PUBLIC}draws/<uuid:session_id>/", proving.draw_proof, name="draw_proof"),
    path("c/<slug:slug>/certificates/", proving.certificate, name="certificate"),
    path("c/<slug:slug>/sign-ups/<str:token>.ics", proving.my_feed, name="my_feed"),
    path(f"{PUBLIC}embed/", calendar.embed, name="calendar_embed"),
    path(ONE, activity.activity_page, name="activity"),
    path(f"{ONE}poster/", activity.poster, name="activity_poster"),
    path(f"{ONE}dates/<uuid:session_id>/sign-ups/", activity.sign_ups, name="sign_ups"),
    path(f"{ONE}dates/<uuid:session_id>/visitors/", visiting.visitors, name="visitors"),
    path(VISITOR, visiting.receipt, name="visitor"),
    path(f"{VISITOR}withdrawals/", visiting.receipt_withdrawals, name="visitor_withdrawals"),
    path(f"{VISITOR}acceptances/", visiting.receipt_acceptances, name="visitor_acceptances"),
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
    path(
        "c/<slug:slug>/arrivals/<uuid:session_id>/<str:code>/",
        arriving.wall_check_in,
        name="wall_check_in",
    ),
]
WORK = "c/<slug:slug>/work/activities/"
OURS = f"{WORK}<uuid:activity_id>/"
urlpatterns += [
    path(WORK, desk.board, name="board"),
    path(f"{WORK}new/", desk.new_activity, name="new_activity"),
    path(f"{WORK}years/", plan.year, name="year"),
    path(f"{WORK}plan/<uuid:item_id>/<slug:noun>/", plan.plan_act, name="plan_act"),
    path(f"{WORK}figures/", figures.figures, name="figures"),
    path(f"{WORK}figures/dates/", figures.figure_dates, name="figure_dates"),
    path(OURS, desk.activity_work, name="activity_work"),
    path(f"{OURS}changes/", desk.changes, name="changes"),
    path(f"{OURS}dates/", desk.dates, name="dates"),
    path(f"{OURS}publications/", desk.publications, name="publications"),
    path(f"{OURS}cancellations/", desk.cancellations, name="cancellations"),
    path(f"{OURS}filings/", desk.filings, name="filings"),
    path(f"{OURS}photos/", photos.photos, name="photos"),
    path(f"{OURS}photos/<uuid:photo_id>/<slug:noun>/", photos.photo_act, name="photo_act"),
]
DATE = f"{WORK}dates/<uuid:session_id>/"
urlpatterns += [
    path(DATE, date.date_board, name="date"),
    path(f"{DATE}sheet/", date.sheet, name="sheet"),
    path(f"{DATE}sign-ups/", date.adding, name="adding"),
    path(f"{DATE}sign-ups/<uuid:sign_up_id>/<slug:noun>/", date.sign_up_act, name="sign_up_act"),
    path(f"{DATE}capacities/", date.capacities, name="capacities"),
    path(f"{DATE}moves/", date.moves, name="moves"),
    path(f"{DATE}cancellations/", date.date_cancellations, name="date_cancellations"),
    path(f"{DATE}check-ins/", door.check_ins, name="check_ins"),
    path(f"{DATE}headcounts/", door.headcounts, name="headcounts"),
    path(f"{DATE}paper/", door.paper, name="paper"),
    path(f"{DATE}wall/", door.wall, name="wall"),
    path(f"{DATE}kiosk/", kiosk.kiosk, name="kiosk"),
    path(f"{DATE}kiosk/worker.js", kiosk.kiosk_worker, name="kiosk_worker"),
]
SCHOOL = f"{WORK}school/"
CLASS = f"{SCHOOL}classes/<uuid:class_id>/"
urlpatterns += [
    path(SCHOOL, school.school, name="school"),
    path(f"{SCHOOL}classes/", school.new_class, name="new_class"),
    path(CLASS, school.one_class, name="class"),
    path(f"{CLASS}certificates/", school.class_certificates, name="class_certificates"),
    path(
        f"{CLASS}certificates/<uuid:certificate_id>/", school.certificate, name="class_certificate"
    ),
]
