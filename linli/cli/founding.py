"""The first community of an installation and the person who administers it."""

import secrets

from django.db import transaction

from linli.apps.accounts.public import first_administrator
from linli.cli.main import CommandError
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community, CommunityKind


def found_community(*, slug: str, name: str, code: str) -> dict[str, object]:
    """Make the community and an administrator with a generated password, shown once."""
    if Community.objects.filter(slug=slug).exists():
        raise CommandError(f"there is a community “{slug}” already.")
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        seed_calendar()
        home = Community.objects.create(
            slug=slug, code=code, kind=CommunityKind.COMMUNITY, names={"zh-hans": name}
        )
        login = first_administrator(community=home, password=password)
    return {"community": slug, "login": login, "password": password}
