from django.urls import path

from linli.web import pages

app_name = "web"
urlpatterns = [
    path("", pages.start, name="start"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("c/<slug:slug>/", pages.home, name="home"),
    path("c/<slug:slug>/work/menu/", pages.menu, name="menu"),
]
