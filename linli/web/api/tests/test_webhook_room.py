import uuid
from typing import Any

import pytest
from django.test import Client

from linli.kernel.records.models import Record
from linli.kernel.webhooks.models import Webhook
from linli.web.api.tests.rig import Visit, program
from tests.cast import Cast


def hook(client: Client, **changes: Any) -> Any:
    sent = {
        "name": "City hotline",
        "endpoint": "https://hooks.example.org/linli",
        "secret": "a secret of 21 signs!",
        "verbs": ["cases"],
    }
    return client.post("/api/v1/c/alpha/webhooks", sent | changes, content_type="application/json")


def test_webhooks_are_added_listed_and_ended(cast: Cast, visit: Visit) -> None:
    client = visit("chief")
    made = hook(client)
    assert made.status_code == 201
    assert "secret" not in made.content.decode().replace("a secret", "secret")
    assert hook(client).json()["code"] == "webhook_exists"
    listed = client.get("/api/v1/c/alpha/webhooks").json()
    assert [one["id"] for one in listed["items"]] == [made.json()["id"]]
    address = f"/api/v1/c/alpha/webhooks/{made.json()['id']}"
    assert visit("chief").delete(address).status_code == 204
    assert client.delete(address).status_code == 204
    row = Webhook.objects.get(community_id=cast.a.id)
    assert (row.active, row.ended_at is not None) == (False, True)
    assert "secret of 21" not in row.secret_cipher
    verbs = Record.objects.filter(community_id=cast.a.id, verb__startswith="webhooks")
    assert list(verbs.order_by("id").values_list("verb", flat=True)) == [
        "webhooks.added",
        "webhooks.ended",
    ]
    assert hook(client).status_code == 201


REFUSED: list[tuple[dict[str, Any], int, str]] = [
    ({"name": "  "}, 400, "name_needed"),
    ({"secret": "short"}, 422, "secret_short"),
    ({"secret": "x" * 200}, 422, "secret_long"),
    ({"verbs": []}, 400, "verbs_needed"),
    ({"verbs": ["cases.%"]}, 400, "verbs_needed"),
    ({"endpoint": "ftp://x.example"}, 400, "endpoint_broken"),
    ({"endpoint": "https://"}, 400, "endpoint_broken"),
    ({"endpoint": "https://user:pw@x.example/"}, 400, "endpoint_broken"),
    ({"endpoint": "https://x.example:99999/"}, 400, "endpoint_broken"),
    ({"endpoint": "https://x.example/a b\r\nHost: y"}, 400, "endpoint_broken"),
]


@pytest.mark.parametrize(("changes", "status", "code"), REFUSED)
def test_a_receiver_that_cannot_be_is_refused(
    visit: Visit, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = hook(visit("chief"), **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_receivers_are_the_chief_s_affair_and_a_program_sees_its_own(
    cast: Cast, visit: Visit
) -> None:
    made = hook(visit("chief")).json()["id"]
    assert hook(visit("committee")).status_code == 403
    assert hook(visit("anonymous")).status_code == 401
    key = program(cast, "webhooks")
    assert key.get("/api/v1/c/alpha/webhooks").json()["total"] == 0
    assert key.delete(f"/api/v1/c/alpha/webhooks/{made}").status_code == 404
    own = hook(key, endpoint="https://other.example.org/").json()["id"]
    assert [one["id"] for one in key.get("/api/v1/c/alpha/webhooks").json()["items"]] == [own]
    assert key.delete(f"/api/v1/c/alpha/webhooks/{uuid.uuid4()}").status_code == 404
    outsider = visit("outsider").delete(f"/api/v1/c/alpha/webhooks/{made}")
    assert outsider.status_code == 403
