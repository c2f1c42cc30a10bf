"""Posting to an address that somebody else chose, without being led astray.

The address is resolved here and the connection goes to what was checked: a name that answers
with a public address first and an inside one later leads nowhere. No redirects, no proxies, and
ten seconds for everything, however slowly the other side drips.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Malformed, RuleNotMet

SECONDS = 10.0
LONGEST = 300


class NotTaken(Exception):
    """The receiver did not answer 2xx."""


def check_endpoint(endpoint: str) -> None:
    """Refuse what is no https address in the open network (test mode takes any)."""
    parts = _parts(endpoint)
    if parts.scheme != "https" and not settings.LINLI_TEST_MODE:
        raise RuleNotMet(
            "endpoint_not_https", _("The address must begin with https://."), field="endpoint"
        )
    if not settings.LINLI_TEST_MODE and not open_addresses(parts.hostname or "", _port(parts)):
        raise RuleNotMet(
            "endpoint_inside",
            _("This address lies inside a private network and is not allowed."),
            field="endpoint",
        )


def _parts(endpoint: str) -> SplitResult:
    try:
        parts = urlsplit(endpoint)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and _port(parts) > 0
    except ValueError:
        usable = False
    written = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint
    if not usable or not written or parts.username is not None or len(endpoint) > LONGEST:
        raise Malformed("endpoint_broken", _("This is no web address."), field="endpoint")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def open_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host; none at all when one of them lies inside a private network."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    found = [str(answer[4][0]) for answer in answers]
    if settings.LINLI_TEST_MODE or all(_is_open(one) for one in found):
        return found
    return []


def _is_open(address: str) -> bool:
    plain = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(plain, "ipv4_mapped", None) or getattr(plain, "sixtofour", None)
    return plain.is_global and not plain.is_multicast and (inner is None or inner.is_global)


def post_json(endpoint: str, body: bytes, headers: dict[str, str]) -> None:
    """Deliver; NotTaken, OSError or a refusal of the address when it did not work."""
    check_endpoint(endpoint)
    parts = _parts(endpoint)
    host, port = parts.hostname or "", _port(parts)
    lines: list[socket.socket] = []
    watch = threading.Timer(SECONDS, _cut, [lines])
    watch.start()
    try:
        lines.append(_connect(open_addresses(host, port), port))
        if parts.scheme == "https":
            lines.append(_secured(lines[0], host))
            lines[-1].do_handshake()  # type: ignore[attr-defined]  # the secured one has it
        _send(lines[-1], parts, body, headers)
    finally:
        watch.cancel()
        for line in lines:
            line.close()


def _connect(addresses: list[str], port: int) -> socket.socket:
    trouble: Exception = NotTaken("the name leads nowhere")
    for address in addresses[:4]:
        try:
            return socket.create_connection((address, port), timeout=SECONDS / 2)
        except OSError as failed:
            trouble = failed
    raise trouble


def _secured(line: socket.socket, host: str) -> ssl.SSLSocket:
    # The handshake comes later, when the watch can see the socket.
    context = ssl.create_default_context()
    return context.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)


def _cut(lines: list[socket.socket]) -> None:
    for line in lines:
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


def _send(line: socket.socket, parts: SplitResult, body: bytes, headers: dict[str, str]) -> None:
    talk = http.client.HTTPConnection(parts.netloc)
    talk.sock = line
    query = f"?{parts.query}" if parts.query else ""
    talk.request(
        "POST",
        f"{parts.path or '/'}{query}",
        body,
        {"Content-Type": "application/json", "User-Agent": "linli", **headers},
    )
    answer = talk.getresponse()
    if not 200 <= answer.status < 300:
        raise NotTaken(str(answer.status))
