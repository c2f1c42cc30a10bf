from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "linli.apps.organisations"
    label = "organisations"
