from django.apps import AppConfig


class HallsConfig(AppConfig):
    name = "linli.apps.halls"
    label = "halls"
