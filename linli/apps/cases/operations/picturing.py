"""Acts that come with photos: all of it or nothing, befores and afters as pairs."""

import uuid
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any, TypeVar

from django.db import transaction

from linli.apps.cases.models import Case
from linli.apps.cases.operations.adding import CASE, Files, hang
from linli.apps.cases.operations.editing import publish_text
from linli.apps.cases.operations.registering import NewCase, register_case, summary
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.operations.settling import register_settled
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.idempotency import Outcome, once
from linli.kernel.media.changing import publish_upload
from linli.kernel.media.keeping import Prepared, attach_upload, preparing
from linli.kernel.media.models import Attachment, AttachmentRole

Done = TypeVar("Done")
Ready = tuple[list[Prepared], list[Prepared]]


def act_with_photos(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    act: Callable[[], Done],
    befores: Files = (),
    afters: Files = (),
) -> Done:
    """Do the act and hang its photos on the case in one transaction.

    Each photo after joins the photo before of the same place in the row, or one that waits.
    """
    with ExitStack() as stack:
        ready = _ready(stack, community, befores, afters)
        with transaction.atomic():
            done = act()
            _hang_pairs(community, actor, case_id, ready)
    return done


def _ready(stack: ExitStack, community: Community, befores: Files, afters: Files) -> Ready:
    before = preparing(community=community, files=befores, role=AttachmentRole.BEFORE)
    after = preparing(community=community, files=afters, role=AttachmentRole.AFTER)
    return stack.enter_context(before), stack.enter_context(after)


def _hang_pairs(community: Community, actor: Actor, case_id: uuid.UUID, ready: Ready) -> None:
    befores, afters = ready
    hang(community, actor, case_id, befores, AttachmentRole.BEFORE)
    waiting = _unpaired(community, case_id) if afters else []
    for place, one in enumerate(afters):
        attach_upload(
            community=community,
            actor=actor,
            object_kind=CASE,
            object_id=case_id,
            role=AttachmentRole.AFTER,
            prepared=one,
            pair_with=waiting[place] if place < len(waiting) else None,
        )


def _unpaired(community: Community, case_id: uuid.UUID) -> list[uuid.UUID]:
    rows = Attachment.objects.filter(
        community_id=community.id,
        object_kind=CASE,
        object_id=case_id,
        role=AttachmentRole.BEFORE,
        pair_id__isnull=True,
        removed_at__isnull=True,
    )
    return list(rows.order_by("uploaded_at", "id").values_list("id", flat=True))


def note_finding(
    *,
    community: Community,
    actor: Actor,
    key: str,
    new: NewCase,
    reporter: ReporterGiven | None = None,
    result: str = "",
    settled_how: str = "outcome.done",
    befores: Files = (),
    afters: Files = (),
) -> dict[str, Any]:
    """Write down what staff found or were told, once per key; with a result it is settled too."""
    with ExitStack() as stack:
        ready = _ready(stack, community, befores, afters)

        def act() -> Outcome:
            case = _register(community, actor, new, reporter, result, settled_how)
            _hang_pairs(community, actor, case.id, ready)
            return 201, summary(case)

        pictures = [one.checked.sha256 for shelf in ready for one in shelf]
        _status, answer = once(
            community_id=community.id,
            actor=actor.ref,
            route="cases.finding",
            key=key,
            body={"new": str(new), "reporter": str(reporter), "result": result, "photos": pictures},
            act=act,
        )
    return answer


def _register(
    community: Community,
    actor: Actor,
    new: NewCase,
    reporter: ReporterGiven | None,
    result: str,
    settled_how: str,
) -> Case:
    if not result:
        return register_case(community=community, actor=actor, new=new, reporter=reporter)
    return register_settled(
        community=community,
        actor=actor,
        new=new,
        reporter=reporter,
        result=result,
        settled_how=settled_how,
    )


@transaction.atomic
def publish_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    public: bool,
    photos: Sequence[uuid.UUID],
    texts: dict[str, str],
    version: int | None = None,
) -> Case:
    """Confirm the public text, and of all photos of the case exactly these for everybody."""
    case = publish_text(
        community=community, actor=actor, case_id=case_id, public=public, version=version, **texts
    )
    hanging = Attachment.objects.filter(
        community_id=community.id,
        object_kind=CASE,
        object_id=case_id,
        removed_at__isnull=True,
    )
    for photo in hanging:
        shown = public and photo.id in photos
        if photo.is_image and photo.public != shown:
            publish_upload(community=community, actor=actor, attachment_id=photo.id, public=shown)
    return case
