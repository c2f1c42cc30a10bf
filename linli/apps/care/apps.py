from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "linli.apps.care"
    label = "care"
