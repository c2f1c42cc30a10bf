"""What `linli account` does: the same operations as the pages, by the system itself."""

import argparse
import datetime as dt
from collections.abc import Callable
from typing import Any

from linli.apps.accounts.public import (
    ROLE_NAMES,
    Credential,
    accounts_seen,
    give_role,
    open_credential,
    reset_password,
    roles_of,
)
from linli.cli.main import CommandError
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Refusal

Answer = dict[str, Any] | list[dict[str, Any]]
Act = Callable[[argparse.Namespace], Answer]


def refusals_as_lines(act: Act) -> Act:
    def tell(args: argparse.Namespace) -> Answer:
        try:
            return act(args)
        except Refusal as refusal:
            raise CommandError(str(refusal.detail)) from refusal

    return tell


@refusals_as_lines
def list_accounts(args: argparse.Namespace) -> Answer:
    homes = [_community(args.community)] if args.community else list(Community.objects.all())
    ids = frozenset(home.id for home in homes)
    rows = list(accounts_seen(ids))
    roles, today = roles_of(ids, [row.pk for row in rows]), clock.now().date()
    return [
        {
            "login": row.login,
            "name": row.name,
            "state": "open" if row.is_active else "closed",
            "roles": ", ".join(
                f"{held.role}@{held.community.slug}"
                for held in roles.get(row.pk, [])
                if held.counts(today)
            ),
        }
        for row in rows
    ]


@refusals_as_lines
def open_account(args: argparse.Namespace) -> Answer:
    made, password = open_credential(
        actor=Actor.system(),
        login=args.login,
        name=args.name,
        email=args.email,
        community=_community(args.community),
    )
    return {"login": made.login, "password": password}


@refusals_as_lines
def give(args: argparse.Namespace) -> Answer:
    if args.role not in ROLE_NAMES:
        raise CommandError(f"there is no role “{args.role}”. Known: {', '.join(ROLE_NAMES)}.")
    home = _community(args.community)
    row = give_role(
        community=home,
        actor=Actor.system(),
        credential_id=_credential(args.login).pk,
        role=args.role,
        since=clock.today(home),
        until=_day(args.until),
    )
    return {"login": args.login, "role": row.role, "community": home.slug, "since": row.since}


@refusals_as_lines
def new_password(args: argparse.Namespace) -> Answer:
    found = _credential(args.login)
    return {
        "login": found.login,
        "password": reset_password(actor=Actor.system(), credential_id=found.pk),
    }


def _community(slug: str) -> Community:
    found = Community.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"there is no community “{slug}”.")
    return found


def _credential(login: str) -> Credential:
    found = Credential.objects.filter(login=login.strip().lower()).first()
    if found is None:
        raise CommandError(f"there is no log-in “{login}”. Known ones: linli account list.")
    return found


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as trouble:
        raise CommandError(f"“{text}” is no day such as 2027-06-30.") from trouble


ACTS: dict[str, Act] = {
    "list": list_accounts,
    "open": open_account,
    "role": give,
    "reset-password": new_password,
}
