"""A reporter follows the report: by query code, limited against guessing, or with an account."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import VERBS
from linli.apps.cases.models import Case, Pause, Rating, Reporter
from linli.apps.cases.operations.reporting import EMAIL, PHONE
from linli.apps.cases.operations.voices import followed_case
from linli.apps.cases.operations.wording import line
from linli.apps.cases.queries.story import StoryLine, pauses_of, story_for
from linli.kernel import cipher
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, require_may
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen
from linli.kernel.limits import check_limit, count_attempt
from linli.kernel.policies import policy
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.texts import read_code, valid_code

WRONG_CODE = "cases.query_code"
WINDOW_MINUTES = 10


@dataclass(frozen=True)
class Followed:
    """`own` is the report itself, `case` the one whose progress counts (the main after a merge)."""

    own: Case
    case: Case
    reporter: Reporter | None

    @property
    def joined(self) -> bool:
        return self.own.id != self.case.id

    def story(self) -> list[StoryLine]:
        """Every step in plain words; after a merge the own steps first, then the main case's."""
        lines = story_for(self.own, inside=False)
        if self.joined:
            lines = [*lines, *story_for(self.case, inside=False, public=False)]
        return lines

    def pauses(self) -> list[Pause]:
        return list(pauses_of(self.case))

    def rated(self) -> Rating | None:
        """The rating this reporter gave in the present round."""
        if self.reporter is None:
            return None
        return Rating.objects.filter(
            community_id=self.case.community_id,
            case_id=self.case.id,
            reporter_id=self.reporter.id,
            round_number=self.case.round_number,
        ).first()


def by_query_code(*, community: Community, actor: Actor, code: str) -> Followed:
    """The report of this code. NotSeen for a wrong one, SlowDown after too many from an address."""
    most = int(policy(community, "cases.wrong_codes").value)
    who = actor.address or actor.ref
    check_limit(what=WRONG_CODE, who=who, limit=most, minutes=WINDOW_MINUTES)
    stored = stored_code(community, code)
    found = None
    if stored:
        found = (
            Case.objects.filter(community_id=community.id, query_code=stored)
            .select_related("type", "lead", "place")
            .first()
        )
    if found is None:
        count_attempt(what=WRONG_CODE, who=who)
        raise NotSeen("unknown_code", _("We do not know this code. Please check it once more."))
    return followed(community, found)


def stored_code(community: Community, typed: str) -> str:
    """What somebody typed as the code is stored, with or without the community's letters."""
    body = read_code(typed[:40]).removeprefix(community.code)
    return f"{community.code}-{body[:4]}-{body[4:]}" if valid_code(body) else ""


def followed(community: Community, own: Case, reporter: Reporter | None = None) -> Followed:
    row = reporter or Reporter.objects.filter(community_id=community.id, case_id=own.id).first()
    main = own
    if own.merged_into_id is not None and row is not None:
        main = followed_case(community, row)
    elif own.merged_into_id is not None:
        main = Case.objects.select_related("type").get(
            community_id=community.id, id=own.merged_into_id
        )
    return Followed(own, main, row)


def follow_own(*, community: Community, actor: Actor, case_id: uuid.UUID) -> Followed:
    """A report of the signed-in resident, or NotSeen."""
    rows = Case.objects.select_related("type", "lead", "place")
    own = get_visible(actor, "cases.see_own", rows, community.id, id=case_id)
    return followed(community, own)


@dataclass(frozen=True)
class Reached:
    name: str
    phone: str
    email: str


@transaction.atomic
def reveal_contact(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reporter_id: uuid.UUID,
    why: str,
) -> Reached:
    """Telephone and e-mail of a reporter in full, with a reason; the subject can see who looked."""
    line(why, field="why", most=200, least=2)
    case = get_visible(actor, "cases.see", Case.objects.all(), community.id, id=case_id)
    require_may(actor, "cases.contact_data", case)
    rows = Reporter.objects.filter(community_id=community.id, id=reporter_id)
    row = rows.filter(case_id=case_id).first()
    row = row or rows.filter(case__merged_into_id=case_id).first()
    if row is None:
        raise NotSeen()
    write_record(
        verb=VERBS["reveal"],
        community_id=community.id,
        obj=case,
        actor=actor,
        subject=row.person_id,
        basis=Basis.DUTY,
        digest=cipher.lookup_digest(why, "cases.why")[:16],
    )
    return Reached(
        row.name,
        cipher.decrypt(row.phone_cipher, PHONE),
        cipher.decrypt(row.email_cipher, EMAIL),
    )
