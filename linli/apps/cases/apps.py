from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "linli.apps.cases"
    label = "cases"
