"""Opening a community below a street, and keeping its name and telephones right."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community, CommunityKind
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import verb, write_record

COMMUNITY_OPENED = verb("accounts.community_opened", "slug", "code", "kind")
COMMUNITY_CHANGED = verb("accounts.community_changed", "fields")
KIND = "kernel.community"
BELOW = {
    CommunityKind.DISTRICT: {CommunityKind.STREET},
    CommunityKind.STREET: {CommunityKind.COMMUNITY},
}
CHANGEABLE = ("names", "phone", "supervision_phone", "address")


@transaction.atomic
def open_community(
    *, parent: Community, actor: Actor, slug: str, code: str, kind: str, **contact: Any
) -> Community:
    """A street below a district, or a community below a street."""
    require(actor, "accounts.settings", parent.id)
    if kind not in BELOW.get(CommunityKind(parent.kind), set()):
        raise RuleNotMet(
            "community_place",
            _("A street stands below a district, a community below a street."),
            field="parent",
        )
    made = Community(
        slug=slug, code=code, kind=kind, parent=parent, time_zone=parent.time_zone, **contact
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as trouble:
        raise Conflict(
            "community_taken", _("This address word or code is taken."), field="slug"
        ) from trouble
    _note(COMMUNITY_OPENED, made, actor, slug=slug, code=code, kind=kind)
    return made


@transaction.atomic
def change_community(*, community: Community, actor: Actor, **changes: Any) -> Community:
    """Names, telephones and address of the desk; the address word and the code never change."""
    require(actor, "accounts.settings", community.id)
    wanted = {name: changes[name] for name in CHANGEABLE if name in changes}
    changed = [name for name, value in wanted.items() if getattr(community, name) != value]
    if changed:
        Community.objects.filter(id=community.id).update(**wanted)
        _note(COMMUNITY_CHANGED, community, actor, fields=changed)
        community.refresh_from_db()
    return community


def _note(verb: str, community: Community, actor: Actor, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=community.id,
        object_kind=KIND,
        object_id=uuid.UUID(int=community.id),
        actor=actor,
        basis=Basis.DUTY,
        **payload,
    )
