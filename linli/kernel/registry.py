"""Apps register themselves by being imported: rules, measures, timers, panels, reactions,
registers."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

SPEAKING = ("rules", "flow", "measures", "timers", "panels", "reactions", "notices", "registers")


def listen() -> None:
    """Import what each of our apps registers; called once when the apps are ready."""
    for config in apps.get_app_configs():
        if config.name.startswith("linli."):
            for word in SPEAKING:
                if find_spec(f"{config.name}.{word}"):
                    import_module(f"{config.name}.{word}")
