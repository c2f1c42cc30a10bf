from django.urls import path

from linli.apps.places.pages import areas, facts, grids, places, register, things

app_name = "places"
HERE = "c/<slug:slug>/"
WORK = f"{HERE}work/places/"
PLACE = f"{WORK}<uuid:place_id>/"
GRID = f"{WORK}grids/<uuid:grid_id>/"
ASSET = f"{WORK}assets/<uuid:asset_id>/"

urlpatterns = [
    path(f"{HERE}grid/", grids.my_grid, name="my_grid"),
    path(f"{HERE}grids/<uuid:grid_id>/", grids.grid, name="grid"),
    path(f"{HERE}grids/<uuid:grid_id>/sheet/", grids.sheet, name="sheet"),
    path(f"{HERE}places/<uuid:place_id>/", places.place, name="place"),
    path(f"{HERE}q/<str:code>/", places.sticker, name="sticker"),
    path(f"{HERE}profile/", places.profile, name="profile"),
    path(WORK, register.register, name="register"),
    path(f"{WORK}new/", register.add, name="add"),
    path(PLACE, register.place, name="register_place"),
    path(f"{PLACE}edit/", register.edit, name="edit"),
    path(f"{PLACE}closings/", register.closings, name="closings"),
    path(f"{PLACE}coverages/", register.coverages, name="coverages"),
    path(f"{WORK}grids/", areas.grids, name="grids"),
    path(f"{WORK}grids/new/", areas.new_grid, name="new_grid"),
    path(GRID, areas.grid, name="register_grid"),
    path(f"{GRID}edit/", areas.edit_grid, name="edit_grid"),
    path(f"{GRID}boundaries/", areas.boundaries, name="boundaries"),
    path(f"{GRID}closings/", areas.grid_closings, name="grid_closings"),
    path(f"{GRID}coverages/", areas.grid_coverages, name="grid_coverages"),
    path(f"{WORK}assets/", things.assets, name="assets"),
    path(f"{WORK}assets/new/", things.new_asset, name="new_asset"),
    path(f"{WORK}assets/stickers/", things.stickers, name="stickers"),
    path(ASSET, things.asset, name="asset"),
    path(f"{ASSET}moves/", things.moves, name="moves"),
    path(f"{ASSET}states/", things.states, name="states"),
    path(f"{ASSET}retirements/", things.retirements, name="retirements"),
    path(f"{WORK}facts/", facts.facts, name="facts"),
    path(f"{WORK}regions/", facts.regions, name="regions"),
]
