"""Tags, skills and the words they are made of."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.people import choices as words
from linli.apps.people.choices import EntryKind, Ground
from linli.apps.people.models import Consent, DictionaryEntry, PersonTag
from linli.apps.people.operations.acting import note, past_day, reach
from linli.apps.people.operations.consents import agree
from linli.apps.people.operations.storing import entry_rows
from linli.apps.people.queries.knowing import dictionary
from linli.apps.people.rules import permissions as may
from linli.apps.people.rules.drafts import take_line
from linli.apps.people.rules.purposes import TAG_PURPOSES
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@transaction.atomic
def tag_person(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    kind: str,
    code: str,
    ground: str = Ground.CONSENT,
    channel: str = "",
    witness: str = "",
    since: dt.date | None = None,
    basis: str = "",
) -> PersonTag:
    """A word for service, never a judgement. It rests on a duty, or on the person's consent;
    a consent given now is noted with its `channel`. Residents tag their own skills.
    """
    keys = (may.EDIT, may.OWN) if kind == EntryKind.SKILL else (may.EDIT,)
    person = reach(actor, community, person_id, *keys)
    words_known = {(row.kind, row.code) for row in dictionary(community) if row.active}
    if (kind, code) not in words_known:
        raise RuleNotMet("entry_not_found", _("This word is not in the dictionary."), field="tag")
    entry = entry_rows(community, [(kind, code)])[kind, code]
    consent = None
    if ground == Ground.CONSENT:
        consent = _consent(actor, community, person_id, TAG_PURPOSES[kind], channel, witness)
    held = PersonTag.objects.filter(
        community_id=community.id, person_id=person.id, entry_id=entry.id, until__isnull=True
    )
    if held.exists():
        raise Conflict("already_tagged", _("This is noted already."))
    tag = PersonTag.objects.create(
        community_id=community.id,
        person_id=person.id,
        entry_id=entry.id,
        ground=Ground(ground),
        consent=consent,
        since=past_day(community, since, "since"),
    )
    note(words.TAGGED, actor, person, basis, entry=entry.id, ground=ground)
    return tag


def _consent(
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    purpose: str,
    channel: str,
    witness: str,
) -> Consent:
    held = Consent.objects.filter(
        community_id=community.id,
        person_id=person_id,
        purpose=purpose,
        withdrawn_at__isnull=True,
    ).first()
    if held is not None:
        return held
    if not channel:
        raise RuleNotMet(
            "consent_needed",
            _("The person has not agreed to this yet. Ask first, and say how the consent came."),
            field="channel",
            purpose=purpose,
        )
    return agree(actor, community, person_id, purpose, channel=channel, witness=witness)


@transaction.atomic
def untag_person(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    tag_id: uuid.UUID,
    on: dt.date | None = None,
) -> PersonTag:
    person = reach(actor, community, person_id, may.EDIT, may.OWN)
    tag = PersonTag.objects.filter(
        community_id=community.id, person_id=person.id, id=tag_id, until__isnull=True
    ).first()
    if tag is None:
        raise NotSeen("tag_not_found", _("This tag has ended already, or is not known."))
    tag.until = max(past_day(community, on), tag.since)
    tag.save()
    note(words.UNTAGGED, actor, person, entry=tag.entry_id, on=tag.until)
    return tag


@transaction.atomic
def set_entry(
    *,
    actor: Actor,
    community: Community,
    kind: str,
    code: str,
    names: dict[str, str],
    sensitive: bool = False,
    active: bool = True,
    sort: int = 100,
) -> DictionaryEntry:
    """Add or change a word. A word that rests stays on those who have it."""
    require(actor, may.DICTIONARY, community.id)
    clean = {
        language: take_line("names", name, most=40) for language, name in names.items() if name
    }
    if not clean.get("zh-hans"):
        raise RuleNotMet("name_needed", _("Please give the word in Chinese."), field="zh_hans")
    entry = next(
        (row for row in dictionary(community, kind) if row.code == code),
        DictionaryEntry(community_id=community.id, kind=EntryKind(kind), code=code),
    )
    entry.names, entry.sensitive = clean, sensitive
    entry.active, entry.sort = active, sort
    entry.save()
    write_record(
        verb=words.ENTRY_CHANGED,
        community_id=community.id,
        obj=entry,
        actor=actor,
        basis=Basis.DUTY,
        kind=kind,
        code=code,
    )
    return entry
