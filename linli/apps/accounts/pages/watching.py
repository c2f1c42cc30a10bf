"""Looking, without changing: the records, the role matrix, the settings."""

import json
import uuid
from typing import cast

import django
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from linli import __version__
from linli.apps.accounts.choices import ROLE_NAMES
from linli.apps.accounts.forms import AuditForm
from linli.apps.accounts.operations.auditing import take_records
from linli.apps.accounts.pages.layout import homes_in, show_admin
from linli.apps.accounts.queries.audit import Wanted, search_records, verbs_of_looking
from linli.apps.accounts.rules import require_somewhere
from linli.kernel.access.actor import Role
from linli.kernel.access.matrix import COLUMNS, matrix
from linli.kernel.errors import NotSeen
from linli.kernel.records.models import Record
from linli.kernel.records.writing import VERBS
from linli.kernel.tables import Column
from linli.web.asked import Asked
from linli.web.downloads import table_asked

APPS = {
    "accounts": gettext_lazy("Accounts"),
    "cases": gettext_lazy("Cases and orders"),
    "kernel": gettext_lazy("Numbers, records, programs"),
    "organisations": gettext_lazy("Organisations and duties"),
    "people": gettext_lazy("People and homes"),
    "places": gettext_lazy("Places and grids"),
    "rounds": gettext_lazy("Rounds"),
}


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """By whom, what, on which thing, when; older ones by a cursor."""
    homes = require_somewhere(cast(Asked, request).actor, "accounts.audit")
    known = homes_in(homes)
    form = AuditForm(request.GET, homes=known, verbs=sorted(VERBS))
    wanted = Wanted(looks="looks" in request.GET)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        chosen = next((home.id for home in known if home.slug == typed["community"]), None)
        wanted = Wanted(**typed | {"community": chosen, "looks": "looks" in request.GET})
    if request.GET.get("format"):
        return _taken(request, wanted)
    found = search_records(homes, wanted, _cursor(request))
    kept = {name: value for name, value in request.GET.items() if name != "before" and value}
    context = {"form": form, "found": found, "params": kept, "looks": verbs_of_looking()}
    return show_admin(request, "accounts/records.html", context)


def _taken(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """All that was found, as a file; that it was taken is a record as well."""
    found = take_records(actor=cast(Asked, request).actor, wanted=wanted)
    columns: list[Column[Record]] = [
        Column("happened_at", gettext_lazy("When"), lambda row: row.happened_at),
        Column("actor", gettext_lazy("Who"), lambda row: row.actor),
        Column("name", gettext_lazy("Name"), lambda row: found.names.get(row.actor, "")),
        Column("verb", gettext_lazy("What"), lambda row: row.verb, 30),
        Column("kind", gettext_lazy("On what"), lambda row: row.object_kind),
        Column("object", gettext_lazy("Number"), lambda row: row.object_id, 38),
        Column("community", gettext_lazy("Community"), lambda row: row.community.name),
        Column("basis", gettext_lazy("On what ground"), lambda row: row.get_basis_display()),
        Column("payload", gettext_lazy("Particulars"), lambda row: json.dumps(row.payload), 60),
    ]
    file = table_asked(request, _("Records"), columns, found.rows)
    if file is None:
        raise NotSeen("not_found", _("There is nothing at this address."))
    return file


def _cursor(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get("before", ""))
    except ValueError:
        return None


@require_safe
def role_matrix(request: HttpRequest) -> HttpResponse:
    require_somewhere(cast(Asked, request).actor, "accounts.roles_matrix")
    names = {**ROLE_NAMES, Role.ANYONE: _("anyone"), Role.PROGRAM: _("program")}
    columns = [names[role] for role in COLUMNS]
    context = {"columns": columns, "matrix": matrix(), "apps": APPS}
    return show_admin(request, "accounts/matrix.html", context)


@require_safe
def present_settings(request: HttpRequest) -> HttpResponse:
    """What this installation runs with. Secrets are not among it."""
    require_somewhere(cast(Asked, request).actor, "accounts.settings")
    yes, no = _("yes"), _("no")
    lines = [
        (_("Version"), f"Linli {__version__}, Django {django.get_version()}"),
        (_("In production"), yes if settings.LINLI_PRODUCTION else no),
        (_("Test mode"), yes if settings.LINLI_TEST_MODE else no),
        (_("Database"), connection.vendor),
        (_("Cipher of protected fields"), settings.LINLI_CIPHER),
        (_("Keys known"), ", ".join(sorted(settings.LINLI_FIELD_KEYS))),
        (_("Public address"), settings.LINLI_BASE_URL or _("not set")),
        (_("Proxies trusted"), str(settings.LINLI_TRUSTED_PROXIES)),
        (
            _("Signed out after resting"),
            _("%(minutes)s minutes") % {"minutes": settings.SESSION_COOKIE_AGE // 60},
        ),
        (_("E-mail goes out"), yes if settings.LINLI_MAIL else no),
        (_("Time zone"), settings.TIME_ZONE),
        (_("Languages"), ", ".join(str(name) for _code, name in settings.LANGUAGES)),
    ]
    return show_admin(request, "accounts/settings.html", {"lines": lines})
