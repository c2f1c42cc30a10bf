"""The system administrator: communities, their names and telephones."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.accounts.forms import CommunityForm, DeskForm
from linli.apps.accounts.operations import change_community, open_community
from linli.apps.accounts.pages.layout import homes_in, show_admin
from linli.apps.accounts.rules import require_somewhere
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Refusal
from linli.web.asked import Asked


@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    homes = homes_in(require_somewhere(cast(Asked, request).actor, "accounts.settings"))
    return show_admin(request, "accounts/communities.html", {"homes": homes})


@require_http_methods(["GET", "POST"])
def new_community(request: HttpRequest) -> HttpResponse:
    actor = cast(Asked, request).actor
    homes = homes_in(require_somewhere(actor, "accounts.settings"))
    form = CommunityForm(request.POST or None, homes=homes)
    status = 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = open_community(
                parent=next(home for home in homes if home.slug == typed["parent"]),
                actor=actor,
                slug=typed["slug"],
                code=typed["code"].upper(),
                kind=typed["kind"],
                **form.contact(),
            )
        except Refusal as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            status = refusal.status
        else:
            messages.success(request, _("“%(name)s” is open.") % {"name": made.name})
            return redirect("accounts:admin_communities")
    return show_admin(request, "accounts/community_new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def community(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    home = asked.community
    require(asked.actor, "accounts.settings", home.id)
    form = DeskForm(request.POST or None, initial=_present(home))
    if request.method == "POST" and form.is_valid():
        change_community(community=home, actor=asked.actor, **form.contact())
        messages.success(request, _("Kept."))
        return redirect("accounts:admin_communities")
    return show_admin(request, "accounts/community.html", {"form": form, "home": home})


def _present(home: Community) -> dict[str, Any]:
    return {
        "name_hans": home.names.get("zh-hans", ""),
        "name_hant": home.names.get("zh-hant", ""),
        "name_en": home.names.get("en", ""),
        "phone": home.phone,
        "supervision_phone": home.supervision_phone,
        "address": home.address,
    }
