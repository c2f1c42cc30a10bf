"""gunicorn, configured in code: one way to serve, in `make run`, containers and systemd."""

from typing import Any

from django.db import connection
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from linli.config.wsgi import application

        return application


def serve(*, host: str, port: int, processes: int, threads: int) -> None:
    """Blocks until stopped. One thread a process on SQLite: writers queue in the database."""
    embedded = connection.vendor == "sqlite"
    Server(
        {
            "bind": f"{host}:{port}",
            "workers": processes,
            "threads": threads or (1 if embedded else 4),
            "worker_class": "gthread",
            "keepalive": 15,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "preload_app": False,
            "control_socket_disable": True,
        }
    ).run()
