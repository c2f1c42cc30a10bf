"""Cards, views of masked fields, requests about the own information, erasure."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.people import choices as words
from linli.apps.people.choices import RequestKind, RequestState, Sex
from linli.apps.people.models import (
    Card,
    Consent,
    DataRequest,
    Household,
    HouseholdMember,
    IdentityDocument,
    Person,
    PersonTag,
    Phone,
    Residence,
    Tie,
    ViewLog,
)
from linli.apps.people.operations.acting import note, reach
from linli.apps.people.operations.consents import agree
from linli.apps.people.queries.cards import card_token, token_digest
from linli.apps.people.queries.finding import IDENTITY, PHONE
from linli.apps.people.rules import permissions as may
from linli.apps.people.rules.drafts import take_line
from linli.apps.people.rules.policies import REQUEST_DAYS
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.calendar import calendar_of
from linli.kernel.cipher import decrypt
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.policies import policy
from linli.kernel.tenancy import uuid7
from linli.kernel.worktime import add_working_days

SHORTEST_REASON = 4
LONGEST_TEXT = 500


@transaction.atomic
def unmask(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    field: str,
    row_id: uuid.UUID,
    reason: str,
) -> str:
    """A document or telephone number in full. The reason is logged and the person reads it."""
    person = reach(actor, community, person_id, may.UNMASK)
    why = take_line("reason", reason, most=200)
    if len(why) < SHORTEST_REASON:
        raise RuleNotMet(
            "reason_needed",
            _("Please say in a few words why; the person can read it."),
            field="reason",
        )
    plain = _plain(person, field, row_id)
    ViewLog.objects.create(
        community_id=community.id,
        person_id=person.id,
        field=field,
        viewer=actor.ref,
        viewer_name=actor.name[:60],
        reason=why,
        at=clock.now(),
    )
    note(words.UNMASKED, actor, person, field=field)
    return plain


def _plain(person: Person, field: str, row_id: uuid.UUID) -> str:
    if field == "identity":
        document = person.documents.filter(id=row_id).first()
        if document is not None:
            return decrypt(document.number_cipher, IDENTITY)
    if field == "phone":
        phone = person.phones.filter(id=row_id).first()
        if phone is not None:
            return decrypt(phone.cipher, PHONE)
    raise NotSeen("number_not_found", _("There is no such number here."))


@transaction.atomic
def take_copy(*, actor: Actor, community: Community, person_id: uuid.UUID) -> Person:
    """Note that a person took a copy of all that is known; the page then writes it out."""
    person = reach(actor, community, person_id, may.OWN)
    note(words.COPY_TAKEN, actor, person)
    return person


@transaction.atomic
def issue_card(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    channel: str = "",
    witness: str = "",
) -> Card:
    """A card with a code, for somebody without a telephone who agrees or has agreed to it."""
    person = reach(actor, community, person_id, may.CARDS)
    agreed = Consent.objects.filter(
        community_id=community.id, person_id=person.id, purpose="card", withdrawn_at__isnull=True
    )
    if not agreed.exists():
        if not channel:
            raise RuleNotMet(
                "consent_needed",
                _("The person has not agreed to a card yet. Say how the consent came."),
                field="channel",
            )
        agree(actor, community, person_id, "card", channel=channel, witness=witness)
    card = Card(
        id=uuid7(),
        community_id=community.id,
        person_id=person.id,
        number=person.short_number,
        issued_on=clock.today(community),
    )
    card.token_hash = token_digest(card_token(card))
    try:
        with transaction.atomic():
            card.save(force_insert=True)
    except IntegrityError as trouble:
        raise Conflict(
            "card_in_force", _("There is a card in force. Revoke it before a new one.")
        ) from trouble
    note(words.CARD_ISSUED, actor, person)
    return card


@transaction.atomic
def revoke_card(*, actor: Actor, community: Community, person_id: uuid.UUID) -> None:
    """Lost or given back: the code opens nothing any more."""
    person = reach(actor, community, person_id, may.CARDS, may.OWN)
    card = person.cards.filter(revoked_on__isnull=True).first()
    if card is None:
        raise NotSeen("card_not_found", _("There is no card in force."))
    card.revoked_on = clock.today(community)
    card.save()
    note(words.CARD_REVOKED, actor, person)


@transaction.atomic
def request_data(
    *, actor: Actor, community: Community, person_id: uuid.UUID, kind: str, text: str = ""
) -> DataRequest:
    """A person's own right; it is answered within the working days that the policy names."""
    person = reach(actor, community, person_id, may.OWN, may.EDIT)
    said = take_line("text", text, most=LONGEST_TEXT)
    if kind == RequestKind.CORRECT and not said:
        raise RuleNotMet("text_needed", _("Please say what is wrong and how it is."), field="text")
    moment = clock.now()
    days = policy(community, REQUEST_DAYS).value
    due = add_working_days(calendar_of(community, clock.today(community)), moment, days)
    made = DataRequest.objects.create(
        community_id=community.id,
        person_id=person.id,
        kind=RequestKind(kind),
        text=said,
        made_at=moment,
        due_at=due.at,
    )
    note(words.DATA_REQUESTED, actor, person, kind=kind, due_at=made.due_at)
    return made


@transaction.atomic
def answer_data_request(
    *,
    actor: Actor,
    community: Community,
    request_id: uuid.UUID,
    state: str,
    answer: str,
) -> DataRequest:
    """Done, or refused with the reason. A deletion that is granted erases the person."""
    require(actor, may.ANSWER, community.id)
    request = DataRequest.objects.filter(community_id=community.id, id=request_id).first()
    if request is None:
        raise NotSeen("request_not_found", _("There is no such request."))
    said = take_line("answer", answer, most=LONGEST_TEXT)
    if not said:
        raise RuleNotMet("answer_needed", _("Please write an answer or a reason."), field="answer")
    chosen = RequestState(state)
    open_one = DataRequest.objects.filter(
        community_id=community.id, id=request.id, state=RequestState.OPEN
    )
    if chosen == RequestState.OPEN or not open_one.update(
        state=chosen, answer=said, answered_at=clock.now(), answered_by=actor.ref
    ):
        raise Conflict("request_answered", _("This request has been answered already."))
    person = reach(actor, community, request.person_id, may.ANSWER)
    note(words.REQUEST_ANSWERED, actor, person, kind=request.kind, state=chosen.value)
    if request.kind == RequestKind.DELETE and chosen == RequestState.DONE:
        erase_person(actor=actor, community=community, person_id=person.id, why="request")
    request.refresh_from_db()
    return request


@transaction.atomic
def erase_person(
    *, actor: Actor, community: Community, person_id: uuid.UUID, why: str = "request"
) -> None:
    """Nothing personal stays but an empty row, so that the chain of records stays whole.

    Apps above answer the record `people.person_erased` and empty what they hold.
    """
    keys = (may.ERASE, may.ANSWER) if why == "request" else (may.ERASE,)
    person = reach(actor, community, person_id, *keys)
    mine = {"community_id": community.id, "person_id": person.id}
    Household.objects.filter(community_id=community.id, head_id=person.id).update(head=None)
    Consent.objects.filter(community_id=community.id, given_by_id=person.id).update(given_by=None)
    Tie.objects.filter(community_id=community.id, other_id=person.id).delete()
    for model in (
        PersonTag,
        Card,
        Consent,
        ViewLog,
        Tie,
        HouseholdMember,
        Residence,
        Phone,
        IdentityDocument,
    ):
        model._default_manager.filter(**mine).delete()
    DataRequest.objects.filter(**mine).update(text="", answer="")
    person.name = person.search = person.language_note = person.membership_kind = ""
    person.sex, person.birth_date, person.birth_derived = Sex.UNKNOWN, None, False
    person.deceased_on, person.party_member = None, False
    person.erased_at = clock.now()
    person.save()
    note(words.PERSON_ERASED, actor, person, why=why)
