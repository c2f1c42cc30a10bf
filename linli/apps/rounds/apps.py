from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "linli.apps.rounds"
    label = "rounds"
