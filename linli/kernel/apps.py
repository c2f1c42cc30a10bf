from importlib import import_module

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "linli.kernel"
    label = "kernel"

    def ready(self) -> None:
        from linli.kernel.registry import listen

        import_module("linli.kernel.model_checks")
        import_module("linli.kernel.registers.running")
        listen()
