from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "linli.apps.places"
    label = "places"
