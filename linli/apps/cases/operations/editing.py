"""Correcting what was written down, and confirming what everybody may read."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import StepReach
from linli.apps.cases.models import Case
from linli.apps.cases.operations.moving import advance, take
from linli.apps.cases.operations.placing import find_spot
from linli.apps.cases.operations.registering import search_text
from linli.apps.cases.operations.wording import LONGEST_TEXT, line, words
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet

CORRECTABLE = ("title", "text", "place_id", "grid_id", "asset_id", "place_words", "confidential")


@transaction.atomic
def correct_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    base_version: int,
    **changes: Any,
) -> Case:
    """Correct title, words, place or confidentiality; the story keeps what stood there before.

    `base_version` is what was edited. When it is not the newest, Conflict carries both: what
    stands now and what this person wrote.
    """
    unknown = changes.keys() - set(CORRECTABLE)
    if unknown:
        raise RuleNotMet("unknown_field", _("This cannot be changed."), fields=sorted(unknown))
    turn = take(community=community, actor=actor, case_id=case_id, move="correct")
    case = turn.case
    if case.version != base_version:
        raise Conflict(
            "edit_conflict",
            _("Someone changed this case meanwhile. Both versions are shown: keep what is right."),
            version=case.version,
            theirs={name: _shown(getattr(case, name)) for name in changes},
            mine={name: _shown(value) for name, value in changes.items()},
        )
    cleaned = _cleaned(community, case, changes)
    before = {name: _shown(getattr(case, name)) for name in cleaned if name in CORRECTABLE}
    after = {name: _shown(value) for name, value in cleaned.items() if name in CORRECTABLE}
    changed = sorted(name for name in after if after[name] != before[name])
    if not changed:
        return case
    return advance(
        turn,
        reach=StepReach.INSIDE,
        changes=cleaned,
        extra={"before": before, "after": after},
        fields=changed,
    )


def _cleaned(community: Community, case: Case, changes: dict[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    if "title" in changes:
        cleaned["title"] = line(changes["title"], field="title", most=80)
    if "text" in changes:
        cleaned["text"] = words(changes["text"], field="text", most=LONGEST_TEXT)
    if "place_words" in changes:
        cleaned["place_words"] = line(changes["place_words"], field="place_words", most=200)
    if changes.get("confidential"):
        cleaned |= {"confidential": True, "public": False}
    where = {"place_id", "grid_id", "asset_id"}
    spot = find_spot(
        community,
        changes.get("place_id", case.place_id),
        changes.get("grid_id"),
        changes.get("asset_id", case.asset_id),
    )
    if where & changes.keys():
        cleaned |= {
            "place_id": spot.place_id,
            "grid_id": spot.grid_id,
            "asset_id": spot.asset_id,
        }
    cleaned["search"] = search_text(
        case.number,
        cleaned.get("title", case.title),
        cleaned.get("text", case.text),
        cleaned.get("place_words", case.place_words),
        spot,
    )
    return cleaned


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, uuid.UUID) else value


@transaction.atomic
def publish_text(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    public: bool,
    public_title: str = "",
    public_text: str = "",
    public_result: str = "",
    version: int | None = None,
) -> Case:
    """Confirm what everybody may read; a reporter's own words are never shown unread.

    `public` False takes the case off the board.
    """
    turn = take(community=community, actor=actor, case_id=case_id, move="publish", version=version)
    if public and (turn.case.confidential or turn.case.type.confidential):
        raise RuleNotMet(
            "confidential", _("A confidential case is not shown to everybody."), field="public"
        )
    changes = {
        "public": public,
        "public_title": line(public_title, field="public_title", most=80),
        "public_text": words(public_text, field="public_text"),
        "public_result": words(public_result, field="public_result"),
    }
    return advance(turn, reach=StepReach.INSIDE, changes=changes, decision=str(public))
