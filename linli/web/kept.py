"""Typed text outlives an expired session: it travels, signed, with the log-in form."""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from linli.web.forms import HouseForm

SALT = "linli.kept"
MOST = 100_000
"""Characters of the signed form; about 70,000 Chinese characters before compression."""
HOURS = 12
NEVER = ("csrfmiddlewaretoken", "kept", "next")
SECRET = ("password", "code", "secret")


@dataclass(frozen=True)
class Kept:
    action: str
    typed: list[tuple[str, str]]


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, without secrets and without the form's own machinery."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in NEVER and not any(word in name.lower() for word in SECRET)
        for value in values
    ]


def keep(request: HttpRequest) -> str:
    """A signed text for a hidden field; empty when there is nothing, or more than we carry."""
    typed = typed_in(request)
    if not typed:
        return ""
    sealed = signing.dumps([request.get_full_path(), typed], salt=SALT, compress=True)
    return sealed if len(sealed) <= MOST else ""


def kept(sealed: str) -> Kept | None:
    """What `keep` carried; None for anything forged, old or empty."""
    if not sealed or len(sealed) > MOST:
        return None
    try:
        action, typed = signing.loads(sealed, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    return Kept(str(action), [(str(name), str(value)) for name, value in typed])


@dataclass(frozen=True)
class Typed:
    """One field of a form that comes back: shown with its own label where a form knows it."""

    name: str
    value: str
    label: str
    hidden: bool


def labelled(typed: list[tuple[str, str]]) -> list[Typed]:
    known = HouseForm.known({name for name, _value in typed})
    return [
        Typed(
            name,
            value,
            str(known[name].label or "") if name in known else name.replace("_", " "),
            name in known and known[name].widget.is_hidden,
        )
        for name, value in typed
    ]


def inside(address: str) -> str:
    """The address when it leads inside this installation, else empty."""
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if safe and address.startswith("/") else ""
