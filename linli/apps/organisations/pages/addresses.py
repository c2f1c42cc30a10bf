"""Where this app's pages are, from a request."""

from typing import Any

from django.urls import reverse

from linli.web.asked import Asked


def address(asked: Asked, name: str, *key: Any) -> str:
    keys = {"key": key[0]} if key else {}
    return reverse(f"organisations:{name}", kwargs={"slug": asked.community.slug, **keys})


def overview(asked: Asked, _subject: Any) -> str:
    return address(asked, "overview")


def unit_page(asked: Asked, subject: Any) -> str:
    """The page of a unit, or of the unit that a row belongs to."""
    return address(asked, "unit", getattr(subject, "organisation_id", None) or subject.id)


def duties_page(asked: Asked, _subject: Any) -> str:
    return address(asked, "duties")


def duty_page(asked: Asked, subject: Any) -> str:
    return address(asked, "duty", subject.id)


def alliances_page(asked: Asked, _subject: Any) -> str:
    return address(asked, "alliances")


def alliance_page(asked: Asked, subject: Any) -> str:
    """The page of an alliance, or of the one that a row belongs to; pledges may have none."""
    if hasattr(subject, "alliance_id"):
        key = subject.alliance_id
        return address(asked, "alliance", key) if key else address(asked, "alliances")
    return address(asked, "alliance", subject.id)


def teams_page(asked: Asked, _subject: Any) -> str:
    return address(asked, "teams")


def team_page(asked: Asked, subject: Any) -> str:
    return address(asked, "team", getattr(subject, "team_id", None) or subject.id)
