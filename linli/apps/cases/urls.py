from django.urls import path

from linli.apps.cases.pages import board, checking, deeds, disputing, following, hotline, reporting
from linli.apps.cases.pages.work import (
    acting,
    calendar,
    calls,
    deadlines,
    desk,
    finding,
    flow,
    listing,
    orders,
    policies,
    pool,
    rates,
    street,
    supervision,
    today,
    types,
)

app_name = "cases"
WORK = "c/<slug:slug>/work/"
ONE = f"{WORK}cases/<uuid:case_id>/"
urlpatterns = [
    path("c/<slug:slug>/report/", reporting.report, name="report"),
    path("c/<slug:slug>/similar/", board.similar, name="similar"),
    path("c/<slug:slug>/query/", following.query, name="query"),
    path("c/<slug:slug>/query/<str:code>/", following.follow, name="follow"),
    path("c/<slug:slug>/query/<str:code>/receipt/", following.receipt, name="receipt"),
    path("c/<slug:slug>/query/<str:code>/sheet/", following.receipt_sheet, name="receipt_sheet"),
    path("c/<slug:slug>/query/<str:code>/ratings/", following.ratings, name="ratings"),
    path("c/<slug:slug>/query/<str:code>/additions/", following.additions, name="additions"),
    path("c/<slug:slug>/mine/<uuid:case_id>/", following.mine, name="mine"),
    path("c/<slug:slug>/cases/", board.board, name="board"),
    path("c/<slug:slug>/cases/<str:number>/", board.public_case, name="public_case"),
    path("c/<slug:slug>/cases/<str:number>/supporters/", board.support, name="support"),
]
DISPUTES = "c/<slug:slug>/work/disputes/"
urlpatterns += [
    path(f"{ONE}check-rounds/", checking.check_round, name="check_round"),
    path(DISPUTES, disputing.disputes, name="disputes"),
    path(f"{DISPUTES}<uuid:case_id>/", disputing.dispute, name="dispute"),
    path(f"{DISPUTES}<uuid:case_id>/<slug:noun>/", disputing.act, name="dispute_act"),
    path(
        f"{DISPUTES}<uuid:case_id>/<slug:noun>/<uuid:key>/", disputing.act_on, name="dispute_act_on"
    ),
]
urlpatterns += [
    path(f"{WORK}today/", today.today, name="today"),
    path(f"{WORK}cases/", pool.pool, name="pool"),
    path(f"{WORK}cases/new/", finding.finding, name="finding"),
    path(f"{WORK}cases/files/<slug:form>/", pool.export, name="export"),
    path(f"{WORK}cases/filters/", pool.save, name="filters"),
    path(f"{WORK}cases/filters/<uuid:filter_id>/ending/", pool.drop, name="filter"),
    path(f"{WORK}search/", pool.search, name="search"),
    path(f"{WORK}orders/", orders.orders, name="orders"),
    path(f"{WORK}supervision/", supervision.supervision, name="supervision"),
    path(f"{WORK}calls/", calls.calls, name="calls"),
    path(f"{WORK}calls/sheets/", calls.sheet, name="call_sheet"),
    path(f"{WORK}calls/<uuid:notice_id>/tellings/", calls.told, name="told"),
    path(f"{WORK}rates/", rates.rates, name="rates"),
    path(f"{WORK}rates/cases/", rates.drill, name="drill"),
    path(f"{WORK}street/", street.street, name="street"),
    path(f"{WORK}types/", types.types, name="types"),
    path(f"{WORK}types/new/", types.new_type, name="new_type"),
    path(f"{WORK}types/reasons/", listing.reasons, name="reasons"),
    path(f"{WORK}types/reasons/<str:code>/", listing.switching_reason, name="reason_switch"),
    path(f"{WORK}types/duties/", listing.duties, name="duties"),
    path(f"{WORK}types/duties/<str:code>/", listing.switching_duty, name="duty_switch"),
    path(f"{WORK}types/policies/", policies.policies, name="policies"),
    path(f"{WORK}types/policies/<str:key>/", policies.one_policy, name="policy"),
    path(f"{WORK}types/calendar/", calendar.calendar, name="calendar"),
    path(f"{WORK}types/flow/", flow.flow, name="flow"),
    path(f"{WORK}types/kinds/<str:code>/", types.one_type, name="type"),
    path(f"{WORK}types/kinds/<str:code>/switch/", types.switch, name="type_switch"),
    path(f"{WORK}deadlines/", deadlines.subscribe, name="deadlines"),
    path("c/<slug:slug>/deadlines/<str:token>.ics", deadlines.feed_of, name="deadlines_feed"),
    path(ONE, desk.case_page, name="case"),
    path(f"{ONE}panel/", desk.side_panel, name="panel"),
    path(f"{ONE}<slug:noun>/", acting.act_page, name="act"),
]
DEEDS = "c/<slug:slug>/work/deeds/"
urlpatterns += [
    path("c/<slug:slug>/deeds/", deeds.public_list, name="deeds"),
    path(f"{WORK}hotline/", hotline.hotline, name="hotline"),
    path(DEEDS, deeds.keeping, name="deeds_kept"),
    path(f"{DEEDS}new/", deeds.new_deed, name="new_deed"),
    path(f"{DEEDS}<uuid:deed_id>/<slug:noun>/", deeds.act, name="deed_act"),
]
