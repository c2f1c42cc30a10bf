from django.urls import path

from linli.apps.venues.pages import (
    acting,
    booking,
    closing,
    figures,
    finding,
    keeping,
    lending,
    things,
    week,
)

app_name = "venues"
HERE = "c/<slug:slug>/"
ROOM, BOOKING = f"{HERE}rooms/<uuid:room_id>/", f"{HERE}bookings/<uuid:booking_id>/"
WORK = f"{HERE}work/rooms/"
SET_UP = f"{WORK}set-up/"
VENUE, KEPT = f"{SET_UP}venues/<uuid:venue_id>/", f"{SET_UP}rooms/<uuid:room_id>/"
urlpatterns = [
    path(f"{HERE}rooms/", finding.finder, name="finder"),
    path(f"{HERE}rooms/now/", finding.now_page, name="now"),
    path(ROOM, finding.room_page, name="room"),
    path(f"{ROOM}bookings/", booking.new_booking, name="book"),
    path(f"{ROOM}faults/", lending.room_fault, name="room_fault"),
    path(f"{HERE}venues/<uuid:venue_id>/calendar.ics", figures.venue_feed, name="venue_feed"),
    path(f"{HERE}books/", things.books, name="books"),
    path(f"{HERE}bookings/", booking.mine, name="mine"),
    path(BOOKING, booking.one_booking, name="booking"),
    path(f"{BOOKING}cancellations/", acting.cancellations, name="cancellations"),
    path(f"{BOOKING}host-cancellations/", acting.host_cancellations, name="host_cancellations"),
    path(f"{BOOKING}check-ins/", acting.check_ins, name="check_ins"),
    path(f"{BOOKING}departures/", acting.departures, name="departures"),
    path(f"{BOOKING}approvals/", acting.approvals, name="approvals"),
    path(f"{BOOKING}refusals/", acting.refusals, name="refusals"),
    path(WORK, week.week, name="week"),
    path(f"{WORK}sheet/", week.sheet, name="sheet"),
    path(f"{WORK}waiting/", week.waiting, name="waiting"),
    path(f"{WORK}closures/", closing.closures, name="closures"),
    path(f"{WORK}closures/<uuid:closure_id>/lifts/", closing.lifts, name="lifts"),
    path(f"{WORK}figures/", figures.figures, name="figures"),
    path(f"{WORK}strikes/<uuid:strike_id>/forgivings/", figures.forgivings, name="forgivings"),
    path(f"{WORK}things/", things.things, name="things"),
    path(f"{WORK}things/new/", lending.new_item, name="new_item"),
    path(f"{WORK}things/<uuid:item_id>/loans/", lending.new_loan, name="new_loan"),
    path(f"{WORK}things/<uuid:item_id>/faults/", lending.item_fault, name="item_fault"),
    path(f"{WORK}loans/<uuid:loan_id>/returns/", things.returns, name="returns"),
    path(f"{WORK}faults/<uuid:fault_id>/repairs/", things.repairs, name="repairs"),
    path(SET_UP, keeping.set_up, name="set_up"),
    path(f"{SET_UP}venues/new/", keeping.new_venue, name="new_venue"),
    path(VENUE, keeping.venue, name="venue"),
    path(f"{VENUE}phases/", keeping.new_phase, name="new_phase"),
    path(f"{VENUE}hours/", keeping.hours, name="hours"),
    path(f"{VENUE}house-rules/", keeping.new_protocol, name="new_protocol"),
    path(f"{SET_UP}rooms/new/", keeping.new_room, name="new_room"),
    path(KEPT, keeping.room, name="change_room"),
    path(f"{KEPT}hours/", keeping.room_hours, name="room_hours"),
    path(f"{KEPT}end/", keeping.end_of_room, name="end_of_room"),
    path(f"{SET_UP}quotas/", keeping.new_quota, name="new_quota"),
]
