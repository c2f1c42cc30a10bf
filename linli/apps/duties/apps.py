from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "linli.apps.duties"
    label = "duties"
