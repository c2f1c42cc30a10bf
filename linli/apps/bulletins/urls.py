from django.urls import path

from linli.apps.bulletins.pages import boards, figures, public, upward, work

app_name = "bulletins"
HOME = "c/<slug:slug>/"
WORK = f"{HOME}work/"
urlpatterns = [
    path(f"{WORK}demands/", upward.demands, name="demands"),
    path(f"{WORK}demands/new/", upward.new_demand, name="new_demand"),
    path(f"{WORK}demands/month/", upward.month, name="demand_sheet"),
    path(f"{WORK}demands/<uuid:demand_id>/", upward.demand, name="demand"),
    path(f"{WORK}demands/<uuid:demand_id>/matches/", upward.matching, name="matching"),
    path(f"{WORK}demands/<uuid:demand_id>/answers/", upward.answering, name="answering"),
    path(f"{WORK}demands/<uuid:demand_id>/endings/", upward.ending, name="demand_ending"),
    path(f"{WORK}evidence/", upward.programmes, name="programmes"),
    path(f"{WORK}evidence/new/", upward.new_programme, name="new_programme"),
    path(f"{WORK}evidence/<uuid:programme_id>/", upward.programme, name="programme"),
    path(
        f"{WORK}evidence/<uuid:programme_id>/standards/",
        upward.new_standard,
        name="new_standard",
    ),
    path(f"{WORK}evidence/<uuid:programme_id>/file.zip", upward.parcel, name="parcel"),
    path(f"{WORK}board/", work.board, name="board"),
    path(f"{WORK}board/reports/", work.reports, name="reports"),
    path(f"{WORK}brand/", work.brand_file, name="brand_file"),
    path(f"{WORK}bulletins/", work.desk, name="desk"),
    path(f"{WORK}bulletins/<uuid:bulletin_id>/", work.editor, name="editor"),
    path(
        f"{WORK}bulletins/<uuid:bulletin_id>/publications/",
        work.publications,
        name="publications",
    ),
    path(f"{WORK}bulletins/<uuid:bulletin_id>/withdrawals/", work.withdrawals, name="withdrawals"),
    path(f"{HOME}screen/", boards.screen, name="screen"),
    path(f"{WORK}communities/", boards.communities, name="communities"),
    path(f"{HOME}brand/", public.brand, name="brand"),
    path(f"{HOME}brand/style.css", public.style, name="style"),
    path(f"{HOME}bulletins/", public.bulletins, name="bulletins"),
    path(f"{HOME}bulletins/<slug:key>/", public.bulletin, name="bulletin"),
    path(f"{HOME}bulletins/<slug:key>/differences/", public.differences, name="differences"),
    path(f"{HOME}figures/", figures.dictionary, name="dictionary"),
    path(f"{HOME}figures/<str:key>/", figures.rows, name="rows"),
]
