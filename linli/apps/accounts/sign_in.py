"""Signing in by log-in name; the same time is spent whether the name exists or not."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.http import HttpRequest

from linli.apps.accounts.models import Credential
from linli.kernel.prepared import Slot, prepared


class LoginNameBackend(BaseBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_kwargs: Any,
    ) -> Credential | None:
        found = Credential.objects.filter(login=(username or "").strip().lower()).first()
        # Unknown, closed or right: one hash is always computed, so that time tells nothing.
        if found is None:
            make_password(password)
            return None
        right = found.check_password(password or "")
        return found if found.is_active and right else None

    def get_user(self, user_id: int) -> Credential | None:
        return _signed_in.first(id=user_id)


@prepared
def _signed_in() -> QuerySet[Credential]:
    return Credential.objects.filter(pk=Slot("id"), is_active=True)
