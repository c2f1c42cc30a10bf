"""The only door of organisations for other apps."""

from linli.apps.organisations.choices import (
    LINE_ROLES,
    PARTY_KINDS,
    POSTED_ROLES,
    DutyRole,
    Society,
    UnitKind,
)
from linli.apps.organisations.models import Organisation, Presence, Responsibility, Team

__all__ = [
    "LINE_ROLES",
    "PARTY_KINDS",
    "POSTED_ROLES",
    "DutyRole",
    "Organisation",
    "Presence",
    "Responsibility",
    "Society",
    "Team",
    "UnitKind",
]
