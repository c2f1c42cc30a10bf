"""Signing in by log-in name; the same time is spent whether the name exists or not."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from linli.apps.accounts.models import Credential


class LoginNameBackend(BaseBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_kwargs: Any,
    ) -> Credential | None:
        found = Credential.objects.filter(login=(username or "").strip().lower()).first()
        if found is None:
            Credential().set_password(password)
            return None
        if found.is_active and password and found.check_password(password):
            return found
        return None

    def get_user(self, user_id: int) -> Credential | None:
        return Credential.objects.filter(pk=user_id, is_active=True).first()
