"""Addresses that a calendar program reads without signing in: who may, stands in the address.

A token names a credential and one feed. It ends with the password: whoever changes it has
changed all their feeds, which is also the way to take a leaked one back.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing

LONGEST = 200
SALT = "linli.feed"


def feed_token(credential: Any, feed: str) -> str:
    """`feed` says what is read, such as "cases.deadlines:alpha"."""
    return signing.dumps([credential.pk, feed], salt=_salt(credential))


def feed_reader(token: str, feed: str) -> Any | None:
    """The credential behind a token, None when it is wrong, ended or for another feed."""
    if len(token) > LONGEST:
        return None
    try:
        # Read unsigned first: the key to the signature is the credential's own.
        payload = signing.b64_decode(token.split(":")[0].encode()).decode()
        number, said = signing.JSONSerializer().loads(payload.encode())
        credential = get_user_model()._default_manager.filter(pk=int(number)).first()
        if credential is None or not credential.is_active or said != feed:
            return None
        if signing.loads(token, salt=_salt(credential)) == [credential.pk, feed]:
            return credential
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return None


def _salt(credential: Any) -> str:
    return f"{SALT}:{credential.get_session_auth_hash()}"
