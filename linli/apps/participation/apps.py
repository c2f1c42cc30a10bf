from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "linli.apps.participation"
    label = "participation"
