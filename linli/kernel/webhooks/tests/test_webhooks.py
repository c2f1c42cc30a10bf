import hmac
import http.client
import http.server
import json
import re
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.test import override_settings

from linli.kernel.errors import Malformed, RuleNotMet
from linli.kernel.outbox.models import Notice
from linli.kernel.outbox.sending import send_due
from linli.kernel.records.models import Record
from linli.kernel.records.writing import verb, write_record
from linli.kernel.webhooks import calling
from linli.kernel.webhooks.calling import NotTaken, check_endpoint, post_json
from linli.kernel.webhooks.delivering import signature
from linli.kernel.webhooks.keeping import add_webhook, end_webhook
from tests.cast import Cast, new_id

LIT = verb("lamps.lit", "code")
OUT = verb("lamps_old.out", "code")
REAL = override_settings(LINLI_TEST_MODE=False)
SECRET = "thirty signs that nobody knows"


@dataclass
class Receiver:
    """A program on the loopback that hears webhooks and answers as the test says."""

    answers: ClassVar[list[int]] = []
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    rig = Receiver()
    Receiver.answers.clear()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            rig.heard.append((dict(self.headers), body))
            status = Receiver.answers.pop(0) if Receiver.answers else 204
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{rig.address}elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    rig.address = f"http://127.0.0.1:{server.server_port}/in?x=1"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield rig
    server.shutdown()
    thread.join()
    server.server_close()


def listen(cast: Cast, receiver: Receiver, *verbs: str) -> Any:
    return add_webhook(
        community=cast.a,
        actor=cast.actor("chief"),
        name="Lamps",
        endpoint=receiver.address,
        secret=SECRET,
        verbs=list(verbs),
    )


def light(cast: Cast, *, said: str = LIT, home: int = 0) -> Record:
    return write_record(
        verb=said,
        community_id=home or cast.a.id,
        object_kind="test.lamp",
        object_id=new_id(),
        actor=cast.actor("committee"),
        code="2-4",
    )


def checker() -> Any:
    """The very function that the guide shows to receivers."""
    page = Path(__file__).resolve().parents[4] / "docs/guide/api.md"
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)
    space: dict[str, Any] = {}
    exec(next(block for block in blocks if "def genuine" in block), space)  # noqa: S102  our guide
    return space["genuine"]


def test_a_record_reaches_the_receiver_signed(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver, "lamps")
    record = light(cast)
    assert send_due() == 1
    headers, body = receiver.heard[0]
    assert headers["Content-Type"] == "application/json"
    genuine = checker()
    assert genuine(headers["Linli-Signature"], body, SECRET)
    assert not genuine(headers["Linli-Signature"], body + b" ", SECRET)
    assert not genuine(headers["Linli-Signature"], body, SECRET + "x")
    assert not genuine(headers["Linli-Signature"], body, SECRET, oldest=-1)
    said = json.loads(body)
    assert said["happened_at"].endswith("+08:00")
    assert {key: value for key, value in said.items() if key != "happened_at"} == {
        "id": str(record.id),
        "verb": "lamps.lit",
        "community": "alpha",
        "object_kind": "test.lamp",
        "object": str(record.object_id),
        "payload": {"code": "2-4"},
    }


def test_the_signature_is_the_documented_one() -> None:
    assert signature("s" * 16, b'{"a":1}', 1_772_000_000) == (
        "t=1772000000,v1=" + hmac.new(b"s" * 16, b'1772000000.{"a":1}', "sha256").hexdigest()
    )


@pytest.mark.parametrize(
    ("asked", "heard"),
    [("lamps", 1), ("lamps.lit", 1), ("lamps.li", 0), ("lamp", 0), ("lamps_old", 1)],
)
def test_a_receiver_hears_whole_words_of_verbs(
    cast: Cast, receiver: Receiver, asked: str, heard: int
) -> None:
    listen(cast, receiver, asked)
    light(cast)
    light(cast, said=OUT)
    send_due()
    assert len(receiver.heard) == heard


def test_a_receiver_hears_its_community_only_and_nothing_after_its_end(
    cast: Cast, receiver: Receiver
) -> None:
    hook = listen(cast, receiver, "lamps")
    light(cast, home=cast.b.id)
    light(cast)
    end_webhook(community=cast.a, actor=cast.actor("chief"), webhook_id=hook.id)
    light(cast)
    send_due()
    assert receiver.heard == []
    rows = Notice.objects.filter(community_id=cast.a.id).values_list("state", flat=True)
    assert list(rows) == ["withdrawn"]


@pytest.mark.parametrize("status", [500, 404, 301, 307])
def test_anything_but_2xx_is_tried_again_and_no_redirect_is_followed(
    cast: Cast, receiver: Receiver, status: int
) -> None:
    Receiver.answers.append(status)
    listen(cast, receiver, "lamps")
    light(cast)
    assert send_due() == 0
    row = Notice.objects.get(community_id=cast.a.id)
    assert (row.state, row.tries, row.trouble) == ("waiting", 1, "NotTaken")
    assert len(receiver.heard) == 1
    Notice.objects.filter(community_id=cast.a.id).update(due_at=row.due_at.replace(year=2020))
    assert send_due() == 1
    assert json.loads(receiver.heard[0][1])["id"] == json.loads(receiver.heard[1][1])["id"]


def test_a_secret_rests_encrypted_and_in_no_record(cast: Cast, receiver: Receiver) -> None:
    hook = listen(cast, receiver, "lamps")
    assert SECRET not in hook.secret_cipher
    record = Record.objects.get(community_id=cast.a.id, verb="webhooks.added")
    assert record.payload == {"verbs": ["lamps"]}


def test_adding_a_receiver_of_webhooks_does_not_tell_it_of_itself(
    cast: Cast, receiver: Receiver
) -> None:
    listen(cast, receiver, "lamps")
    assert send_due() == 0


def test_ten_seconds_are_for_everything_however_slowly_it_drips(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.6)
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        line, _address = server.accept()
        try:
            for sign in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100:
                line.send(bytes([sign]))
                time.sleep(0.1)
        except OSError:
            pass
        line.close()

    thread = threading.Thread(target=drip)
    thread.start()
    begun = time.monotonic()
    with pytest.raises((OSError, http.client.HTTPException)):
        post_json(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})
    assert time.monotonic() - begun < 3
    thread.join()
    server.close()


INSIDE = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.9",
    "172.16.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104  an address to refuse
    "224.0.0.1",
    "::1",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_the_operator_s_network_is_called(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    found = [(2, 1, 6, "", ("93.184.215.14", 443)), (2, 1, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    with REAL, pytest.raises(RuleNotMet) as refused:
        check_endpoint("https://hooks.example.org/")
    assert refused.value.code == "endpoint_inside"


def test_a_name_that_changes_its_answer_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [[(2, 1, 6, "", ("93.184.215.14", 443))], [(2, 1, 6, "", ("127.0.0.1", 443))]]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answers.pop(0))
    called: list[Any] = []
    monkeypatch.setattr(socket, "create_connection", lambda *a, **_k: called.append(a))
    with REAL, pytest.raises(NotTaken):
        post_json("https://hooks.example.org/", b"{}", {})
    assert called == []


def test_outside_test_mode_only_https_is_called() -> None:
    with REAL, pytest.raises(RuleNotMet) as refused:
        check_endpoint("http://hooks.example.org/")
    assert refused.value.code == "endpoint_not_https"


@pytest.mark.parametrize(
    "broken", ["", "hooks", "file:///etc/passwd", "https://[::1", "https://a:b/", "gopher://x/"]
)
def test_what_is_no_web_address_is_refused(broken: str) -> None:
    with pytest.raises(Malformed):
        check_endpoint(broken)


def test_a_receiver_that_is_gone_is_no_trouble(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver, "lamps")
    light(cast)
    Notice.objects.filter(community_id=cast.a.id).update(recipient=f"webhook:{uuid.uuid4()}")
    assert send_due() == 1
    assert receiver.heard == []
