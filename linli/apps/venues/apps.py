from django.apps import AppConfig


class VenuesConfig(AppConfig):
    name = "linli.apps.venues"
    label = "venues"
