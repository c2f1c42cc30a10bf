from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "linli.apps.bulletins"
    label = "bulletins"
