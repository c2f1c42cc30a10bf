from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "linli.apps.archive"
    label = "archive"
