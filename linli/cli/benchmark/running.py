"""The measurements of one database, each beside its goal."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from linli.apps.accounts.public import Credential
from linli.apps.cases.public import Case
from linli.cli.benchmark import recording
from linli.cli.benchmark.asking import Measured, Sent, form, measure, peak_memory, server
from linli.kernel.community import Community

TWIN = [
    "-m",
    "gunicorn",
    "-w",
    "2",
    "-b",
    "127.0.0.1:{port}",
    "--keep-alive",
    "15",
    "-k",
    "gthread",
    "--threads",
    "1",
    "--log-level",
    "error",
    "linli.cli.benchmark.twin:application",
]
SERVE = ["-m", "linli", "serve", "--port", "{port}"]


@dataclass(frozen=True)
class Line:
    """One row of the table; `twin` is the bare twin's CPU for the same rows, where it has one."""

    name: str
    measured: Measured
    statements: int
    twin: Measured | None = None


def session_cookie(login: str) -> str:
    """A signed-in browser, without the sign-in page."""
    one = Credential.objects.get(login=login)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(one.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = one.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def requests_of(home: Community, cookie: str, worker: str = "") -> dict[str, Callable[[int], Sent]]:
    """What is measured, by name; each makes its n-th request."""
    base, api = f"/c/{home.slug}", f"/api/v1/c/{home.slug}"
    case = Case.objects.filter(community_id=home.id, state="handling").order_by("id").first()
    if case is None:
        raise RuntimeError("the generator made no case in hand")

    def page(path: str, by: str = "") -> Callable[[int], Sent]:
        return lambda _number: Sent(path, cookie=by)

    return {
        "file a case, API": lambda n: Sent(f"{api}/cases", json.dumps(new_case(n)).encode()),
        "file a case, web form": lambda n: web_form(base, n),
        "list of 25, API": page(f"{api}/cases?limit=25", cookie),
        "pool of 25, page": page(f"{base}/work/cases/", cookie),
        "case page": page(f"{base}/work/cases/{case.id}/", cookie),
        "today page": page(f"{base}/work/today/", worker or cookie),
        "public board": page(f"{base}/cases/"),
        "home page": page(f"{base}/"),
    }


def new_case(number: int) -> dict[str, Any]:
    return {
        "text": f"第{number}次：楼道灯不亮，老人下楼看不清",
        "type": "lighting.stairwell",
        "place_words": "2号楼4单元",
        "reporter": {"anonymous": True},
    }


def web_form(base: str, number: int) -> Sent:
    token = "t" * 32
    fields = {
        "csrfmiddlewaretoken": token,
        "step": "contact",
        "go": "next",
        "text": f"第{number}次：楼道灯不亮",
        "place_words": "2号楼",
        "channel": "code",
        "public": "on",
        "key": uuid.uuid4().hex,
    }
    kind = "application/x-www-form-urlencoded"
    # From many addresses, as from many telephones: one may report so and so often in an hour.
    address = f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
    return Sent(f"{base}/report/", form(fields), kind, f"csrftoken={token}", address)


def statements_of(make: Callable[[int], Sent], number: int) -> list[recording.Statement]:
    """What Linli sends to the database for the second request of a kind."""
    for one in (make(number), make(number + 1)):
        client = Client(HTTP_HOST="127.0.0.1", headers=one.headers)
        with recording.recorded() as kept:
            if one.body is None:
                client.get(one.path)
            else:
                client.post(one.path, one.body, content_type=one.kind)
    return [each for each in kept if each[0].startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]


def twin_plan(home: Community, asked: dict[str, Callable[[int], Sent]]) -> str:
    writes = statements_of(asked["file a case, API"], 10**6)
    reads = statements_of(asked["list of 25, API"], 0)
    newest = Case.objects.filter(community_id=home.id).order_by("-registered_at").first()
    unique = [newest.number, newest.query_code] if newest else []
    return recording.plan(writes, reads, unique)


def run(home: Community, env: dict[str, str], database: list[int], times: int) -> list[Line]:
    """Every request measured at one connection, then filing at eight."""
    asked = requests_of(home, session_cookie("committee"), session_cookie("grid_worker"))
    counts = {name: len(statements_of(make, 10**6 + 2)) for name, make in asked.items()}
    twins = _twins(twin_plan(home, asked), env, database, times)
    lines = []
    with server(SERVE, env) as (port, pid):
        for name, make in asked.items():
            found = measure(port, pid, make, times=times, database=database)
            lines.append(Line(name, found, counts[name], twins.get(name)))
        eight = measure(
            port, pid, asked["file a case, API"], times=times * 2, database=database, connections=8
        )
        lines.append(Line("file a case, API, 8 connections", eight, 0))
        lines.append(Line(f"memory of a web process: {peak_memory(pid):.0f} MiB", eight, 0))
    return lines


def _twins(plan: str, env: dict[str, str], database: list[int], times: int) -> dict[str, Measured]:
    with server(TWIN, env | {"LINLI_TWIN_PLAN": plan}) as (port, pid):
        write = measure(port, pid, lambda _n: Sent("/", b"{}"), times=times, database=database)
        read = measure(port, pid, lambda _n: Sent("/"), times=times, database=database)
    return {"file a case, API": write, "list of 25, API": read}
