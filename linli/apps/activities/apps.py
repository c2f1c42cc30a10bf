from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "linli.apps.activities"
    label = "activities"
