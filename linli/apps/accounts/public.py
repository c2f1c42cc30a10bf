"""What other apps may use of accounts."""

from linli.apps.accounts.choices import ROLE_NAMES, Scope
from linli.apps.accounts.models import ApiKey, Credential, Feedback, GrantRow
from linli.apps.accounts.operations import (
    approve_role,
    close_credential,
    end_role,
    first_administrator,
    give_role,
    open_credential,
)
from linli.apps.accounts.queries import (
    actor_for,
    actor_from_key,
    credential_name,
    credential_names,
    grants_of,
)

__all__ = [
    "ROLE_NAMES",
    "ApiKey",
    "Credential",
    "Feedback",
    "GrantRow",
    "Scope",
    "actor_for",
    "actor_from_key",
    "approve_role",
    "close_credential",
    "credential_name",
    "credential_names",
    "end_role",
    "first_administrator",
    "give_role",
    "grants_of",
    "open_credential",
]
