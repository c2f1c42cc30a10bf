"""Which fields of a row are shown under a figure, by the row's model, and which are masked."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MASKED = frozenset({"display_name", "leader_name", "person__name", "contact_name", "owner_name"})
WORDS: dict[str, Any] = {
    "number": _("number"),
    "name": pgettext_lazy("column", "name"),
    "title": _("title"),
    "kind": pgettext_lazy("column", "kind"),
    "state": _("state"),
    "since": _("since"),
    "place": _("Place"),
    "unit": _("unit"),
    "day": pgettext_lazy("column", "day"),
    "of": _("belongs to"),
    "text": pgettext_lazy("column", "in words"),
    "outcome": _("outcome"),
    "level": _("level"),
    "source": _("source"),
    "seat": _("seat"),
}
COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "places.grid": (("number", "code"), ("name", "name"), ("kind", "kind"), ("since", "opened_on")),
    "places.place": (("name", "full_name"), ("kind", "kind")),
    "places.asset": (("name", "name"), ("kind", "kind"), ("place", "place__full_name")),
    "places.profilefact": (
        ("name", "names"),
        ("text", "text"),
        ("number", "number"),
        ("unit", "unit"),
        ("day", "as_of"),
        ("source", "source"),
    ),
    "people.person": (("number", "short_number"), ("name", "person__name")),
    "people.household": (("place", "dwelling__full_name"), ("name", "label")),
    "people.persontag": (("kind", "entry__names"), ("number", "person__short_number")),
    "organisations.presence": (
        ("name", "organisation__name"),
        ("kind", "organisation__kind"),
        ("since", "since"),
    ),
    "organisations.member": (
        ("name", "display_name"),
        ("of", "organisation__name"),
        ("since", "since"),
    ),
    "organisations.alliance": (("name", "name"), ("kind", "kind"), ("since", "since")),
    "organisations.alliancemember": (
        ("seat", "seat"),
        ("name", "organisation__name"),
        ("of", "alliance__name"),
        ("since", "since"),
    ),
    "organisations.chatgroup": (("name", "name"), ("kind", "platform"), ("since", "since")),
    "organisations.team": (("name", "name"), ("kind", "kind"), ("since", "since")),
    "organisations.teammember": (
        ("name", "display_name"),
        ("of", "team__name"),
        ("since", "since"),
    ),
    "organisations.responsibility": (
        ("kind", "role"),
        ("name", "display_name"),
        ("unit", "organisation__name"),
        ("since", "since"),
    ),
    "organisations.qualification": (
        ("kind", "kind"),
        ("name", "person__name"),
        ("day", "valid_until"),
    ),
    "cases.case": (
        ("number", "number"),
        ("title", "public_title"),
        ("place", "place__full_name"),
        ("state", "state"),
        ("day", "registered_at"),
    ),
    "cases.dispute": (
        ("number", "case__number"),
        ("kind", "kind"),
        ("outcome", "outcome"),
        ("day", "settled_at"),
    ),
    "cases.deed": (("title", "title"), ("state", "state"), ("day", "closed_on")),
    "rounds.roundrow": (
        ("place", "place__full_name"),
        ("state", "state"),
        ("day", "happened_at"),
    ),
}
FAMILIAR = (
    ("number", "number"),
    ("title", "title"),
    ("title", "activity__title"),
    ("title", "session__activity__title"),
    ("name", "name"),
    ("name", "display_name"),
    ("name", "label"),
    ("text", "what"),
    ("kind", "kind"),
    ("kind", "role"),
    ("place", "place__full_name"),
    ("place", "place_words"),
    ("state", "state"),
    ("day", "happened_on"),
    ("day", "starts_at"),
    ("day", "session__starts_at"),
    ("day", "awarded_on"),
    ("day", "decided_at"),
    ("since", "since"),
)
NAMES = {
    "organisations.presence": "organisation__name",
    "organisations.alliancemember": "seat",
    "organisations.responsibility": "role",
    "organisations.qualification": "kind",
    "cases.case": "place__full_name",
    "people.persontag": "entry__names",
    "places.place": "name",
    "places.profilefact": "names",
}
DAYS = (
    "starts_at",
    "session__starts_at",
    "happened_on",
    "happened_at",
    "closed_at",
    "decided_at",
    "decided_on",
    "settled_at",
    "awarded_on",
    "since",
)
