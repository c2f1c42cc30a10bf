"""A partner's own page: what the unit promised and what it did."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.apps.organisations.forms.alliances import DeedForm
from linli.apps.organisations.models import Pledge
from linli.apps.organisations.operations import record_deed
from linli.apps.organisations.pages.addresses import address
from linli.apps.organisations.queries import duties, pledges_of, unit_here
from linli.apps.organisations.rules import OWN
from linli.kernel import clock
from linli.kernel.access.permissions import get_visible, require
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.web.asked import Asked, show


def my_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, OWN, community.id)
    mine = asked.actor.organisation_in(community.id)
    if mine is None:
        raise NotSeen()
    unit = unit_here(community, mine)
    context = {
        "unit": unit,
        "today": clock.today(community),
        "pledges": list(pledges_of(community).filter(organisation=unit)[:100]),
        "duties": list(duties(community).filter(organisation=unit)[:100]),
    }
    return show(request, "organisations/my_organisation.html", context)


def my_deed(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """The unit itself writes what it did for its pledge."""
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, OWN, community.id)
    row = get_visible(asked.actor, OWN, Pledge.objects.all(), community.id, id=key)
    typed = request.POST if request.method == "POST" else None
    form = DeedForm(community, typed, subject=row)
    back = address(asked, "my_organisation")
    if typed is not None and form.is_valid():
        try:
            record_deed(actor=asked.actor, pledge=row, **form.cleaned_data)
        except (RuleNotMet, Conflict) as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        else:
            messages.success(request, _("Written down. Thank you for telling us."))
            return redirect(back)
    context = {"pledge": row, "form": form, "back": back}
    return show(request, "organisations/my_deed.html", context, 422 if form.errors else 200)
