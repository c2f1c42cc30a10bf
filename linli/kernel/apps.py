from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "linli.kernel"
    label = "kernel"

    def ready(self) -> None:
        from linli.kernel.registry import listen

        listen()
