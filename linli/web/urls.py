from django.urls import path

from linli.web import pages, photos, registers

app_name = "web"
urlpatterns = [
    path("", pages.start, name="start"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("c/<slug:slug>/", pages.home, name="home"),
    path("c/<slug:slug>/work/", pages.work, name="work"),
    path("c/<slug:slug>/work/menu/", pages.menu, name="menu"),
    path("c/<slug:slug>/work/registers/<str:key>/imports/", registers.imports, name="imports"),
    path(
        "c/<slug:slug>/work/registers/<str:key>/template/",
        registers.empty_table,
        name="import_template",
    ),
    path("c/<slug:slug>/work/registers/<str:key>/exports/", registers.exports, name="exports"),
    path("c/<slug:slug>/work/imports/<uuid:run_id>/", registers.import_run, name="import_run"),
    path(
        "c/<slug:slug>/work/imports/<uuid:run_id>/<slug:act>/",
        registers.import_act,
        name="import_act",
    ),
    path("c/<slug:slug>/photos/<uuid:photo_id>/", photos.photo, name="photo"),
    path("c/<slug:slug>/photos/<uuid:photo_id>/small/", photos.small_photo, name="small_photo"),
    path("c/<slug:slug>/photos/<uuid:photo_id>/original/", photos.original, name="original"),
]
