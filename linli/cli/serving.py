"""gunicorn, configured in code: one way to serve, in `make run`, containers and systemd."""

import gc
from typing import Any

from django.db import connection, connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Once, before the fork: the processes share these pages of memory, and start at once."""
        from linli.config.wsgi import application

        get_resolver().url_patterns  # noqa: B018  reads all pages in, before they are asked for
        connections.close_all()  # no process may inherit a connection
        spare_collecting()
        return application


def spare_collecting() -> None:
    """What is loaded stays: the garbage collector looks at it no more, and at the rest less often.

    A page makes some ten thousand short-lived objects, which are freed without it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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
            "preload_app": True,
            "control_socket_disable": True,
        }
    ).run()
