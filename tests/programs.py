"""A program of community a with an API key, for tests of the JSON API."""

import datetime as dt
import json
from typing import Any

from django.test import Client

from linli.apps.accounts.public import give_key
from linli.kernel import clock
from tests.cast import Cast


def program(cast: Cast, *scopes: str) -> Client:
    """A client that sends the key of a program with these scopes."""
    cast.credential("partner")
    until = clock.today(cast.a) + dt.timedelta(days=30)
    _row, secret = give_key(
        community=cast.a,
        actor=cast.actor("security_admin"),
        name="Bridge",
        keeper_login="partner",
        scopes=list(scopes),
        until=until,
        organisation_id=7,
    )
    return Client(headers={"accept-language": "en", "authorization": f"Bearer {secret}"})


def get(client: Client, path: str) -> tuple[int, Any]:
    answer = client.get(f"/api/v1/c/alpha/{path}")
    return answer.status_code, json.loads(answer.content)


def post(client: Client, path: str, body: object, key: str = "") -> tuple[int, Any]:
    headers = {"Idempotency-Key": key} if key else {}
    answer = client.post(
        f"/api/v1/c/alpha/{path}", body, content_type="application/json", headers=headers
    )
    return answer.status_code, json.loads(answer.content)
