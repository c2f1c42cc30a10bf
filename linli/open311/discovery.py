"""Where the endpoints are. Served for both formats, for production and test."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.open311.answers import JSON, XML, Rows, as_one

CHANGESET = "2026-11-01T09:00:00Z"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
TYPES = {XML: "text/xml", JSON: "application/json"}


def discovery(request: HttpRequest, form: str) -> HttpResponse:
    base = request.build_absolute_uri("/open311/v2/")
    row = {
        "changeset": CHANGESET,
        "contact": _("Ask the community's office, or write by the link at the foot of each page."),
        "key_service": _("The community's administrator gives out keys under “API keys”."),
        "endpoints": Rows("endpoint", [_endpoint(base, kind) for kind in ("production", "test")]),
    }
    return as_one("discovery", row, form)


def _endpoint(base: str, kind: str) -> dict[str, Any]:
    return {
        "specification": SPECIFICATION,
        "url": base,
        "changeset": CHANGESET,
        "type": kind,
        "formats": Rows("format", list(TYPES.values())),
    }
