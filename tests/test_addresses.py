"""CASE-10 for the whole system: an outsider gets on every address what an anonymous visitor
gets, and no more; nothing ever breaks."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.addresses import addresses, samples
from tests.cast import ROLES, Cast
from tests.things import SECRETS

ALL = addresses()
IN_COMMUNITY = [address for address in ALL if address.in_community]
SHARED = {"bulletins:rows": "a measure is named by its key, which is the same everywhere"}
WITH_IDS = [a for a in IN_COMMUNITY if len(a.holes) > 1 and a.name not in SHARED]
OPEN = {200}
SHUT = {400, 401, 403, 404, 405, 415, 422, 429}
CHANGING = re.compile(
    r'(name="(?:csrfmiddlewaretoken|key)" value=")[^"]*|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{12}\b'
)
WHO = ["anonymous", *sorted(set(ROLES) - {"neighbour", "rival", "other_grid_worker"})]
OWN = {
    "people:me": "what is kept about the visitor: of a stranger nothing, said in words",
    "api-1:cases": "what the caller reported or handles: of a stranger nothing",
    "api-1:register": "the same address",
}
"""Open to whoever is signed in, each with its reason; they show nothing of community a."""


def client_of(cast: Cast, who: str) -> Client:
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    if who != "anonymous":
        client.force_login(cast.credential(who))
    return client


def to_login(answer: Any) -> bool:
    home = str(answer.headers.get("Location", ""))
    return answer.status_code == 302 and home.startswith(reverse("accounts:login"))


def told(answer: Any) -> str:
    """The page's own part, without tokens and random numbers."""
    text = answer.text if "text" in answer.get("Content-Type", "") else ""
    main = re.search(r"<main.*?</main>", text, re.DOTALL)
    return CHANGING.sub("", main[0] if main else text)


def body(answer: Any) -> str:
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(raw.decode(errors="replace"))


def ask(client: Client, method: str, path: str) -> Any:
    return client.get(path) if method == "GET" else client.post(path, {})


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_outsider_gets_what_an_anonymous_visitor_gets(cast: Cast, method: str) -> None:
    values = samples(cast)
    strangers, outsiders = client_of(cast, "anonymous"), client_of(cast, "outsider")
    faults: list[tuple[str, str | int, int]] = []
    for address in IN_COMMUNITY:
        path = address.filled(values)
        stranger, outsider = ask(strangers, method, path), ask(outsiders, method, path)
        faults += [(path, secret, 0) for secret in SECRETS if secret in body(outsider)]
        if address.name in OWN:
            continue
        if not as_little(stranger, outsider):
            faults.append((path, stranger.status_code, outsider.status_code))
        elif comparable(stranger) and told(outsider) != told(stranger):
            faults.append((path, "other words", 200))
    assert faults == []


def comparable(stranger: Any) -> bool:
    return stranger.status_code in OPEN


def as_little(stranger: Any, outsider: Any) -> bool:
    """Shut for the one is shut for the other; what is open answers alike."""
    if to_login(stranger) or stranger.status_code in SHUT:
        return outsider.status_code in SHUT or to_login(outsider)
    return bool(outsider.status_code == stranger.status_code)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_things_of_one_community_do_not_exist_in_another(cast: Cast, method: str) -> None:
    there = samples(cast) | {"slug": cast.b.slug}
    outsider = client_of(cast, "outsider")
    asked = [(address.route, ask(outsider, method, address.filled(there))) for address in WITH_IDS]
    assert [(r, a.status_code) for r, a in asked if a.status_code not in SHUT] == []


@pytest.mark.parametrize("who", WHO)
def test_no_address_breaks_for_anybody(cast: Cast, who: str) -> None:
    client, values = client_of(cast, who), samples(cast)
    faults = []
    for address in ALL:
        for path in {address.filled(values), address.filled({"slug": cast.a.slug})}:
            for method in ("GET", "POST"):
                if address.name == "accounts:logout":
                    continue
                if ask(client, method, path).status_code >= 500:
                    faults.append((method, path))
    assert faults == []


@pytest.mark.parametrize("slug", ["nothing-here", "alpha-", "x" * 200])
def test_a_community_that_is_not_there_is_not_found(cast: Cast, slug: str) -> None:
    client = client_of(cast, "outsider")
    asked = [(each.route, client.get(each.filled({"slug": slug}))) for each in IN_COMMUNITY]
    assert [(r, a.status_code) for r, a in asked if a.status_code not in {404, 405}] == []


def test_the_walk_reaches_the_known_addresses() -> None:
    names = {address.name for address in ALL}
    assert {"web:home", "accounts:login", "accounts:admin_records"} <= names
    assert not any(address.route.startswith("_test/") for address in ALL)
