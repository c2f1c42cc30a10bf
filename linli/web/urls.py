from django.urls import path

from linli.web import pages, photos

app_name = "web"
urlpatterns = [
    path("", pages.start, name="start"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("c/<slug:slug>/", pages.home, name="home"),
    path("c/<slug:slug>/work/menu/", pages.menu, name="menu"),
    path("c/<slug:slug>/photos/<uuid:photo_id>/", photos.photo, name="photo"),
    path("c/<slug:slug>/photos/<uuid:photo_id>/small/", photos.small_photo, name="small_photo"),
    path("c/<slug:slug>/photos/<uuid:photo_id>/original/", photos.original, name="original"),
]
