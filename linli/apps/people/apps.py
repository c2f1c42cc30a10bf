from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "linli.apps.people"
    label = "people"
