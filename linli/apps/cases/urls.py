from django.urls import path

from linli.apps.cases.pages import board, disputing, following, reporting

app_name = "cases"
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
    path(DISPUTES, disputing.disputes, name="disputes"),
    path(f"{DISPUTES}<uuid:case_id>/", disputing.dispute, name="dispute"),
    path(f"{DISPUTES}<uuid:case_id>/<slug:noun>/", disputing.act, name="dispute_act"),
    path(
        f"{DISPUTES}<uuid:case_id>/<slug:noun>/<uuid:key>/", disputing.act_on, name="dispute_act_on"
    ),
]
