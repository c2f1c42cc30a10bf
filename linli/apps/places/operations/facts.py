"""The profile of a community grows by statements with a day and a source."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from linli.apps.places.choices import FACT_STATED
from linli.apps.places.models import ProfileFact
from linli.apps.places.rules.drafting import length_of, line_of, not_after
from linli.apps.places.rules.permissions import EDIT_REGISTER
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.records.writing import write_record

LANGUAGES = ("zh-hans", "zh-hant", "en")


@transaction.atomic
def state_profile_fact(
    *,
    community: Community,
    key: str,
    names: Mapping[str, str],
    as_of: dt.date,
    source: str,
    actor: Actor,
    text: str = "",
    number: Decimal | int | None = None,
    about: bool = False,
    unit: str = "",
    note: str = "",
    sequence: int = 0,
) -> ProfileFact:
    """State a fact as of a day. The newest day counts; of one day, the last word."""
    require(actor, EDIT_REGISTER, community.id)
    not_after("as_of", as_of, clock.today(community))
    if not re.fullmatch("[a-z0-9_-]{1,60}", key):
        detail = _("Small Latin letters, digits and _ only.")
        raise RuleNotMet("key_wrong", detail, field="key")
    spoken = _names(names)
    clean = line_of("text", text, most=length_of("text", ProfileFact))
    if number is None and not clean:
        raise RuleNotMet("required", _("Give a number or a text."), field="number")
    if number is not None and abs(Decimal(number)) >= Decimal("1e14"):
        raise RuleNotMet("out_of_range", _("This number is too large."), field="number")
    fact = ProfileFact(
        community=community,
        key=key,
        names=spoken,
        text=clean,
        number=number,
        about=about,
        unit=line_of("unit", unit, most=length_of("unit", ProfileFact)),
        as_of=as_of,
        source=line_of("source", source, most=length_of("source", ProfileFact), least=1),
        note=line_of("note", note, most=length_of("note", ProfileFact)),
        sequence=sequence,
        written_at=clock.now(),
    )
    fact.save(force_insert=True)
    write_record(
        verb=FACT_STATED, community_id=community.id, obj=fact, actor=actor, key=key, as_of=as_of
    )
    return fact


def _names(names: Mapping[str, str]) -> dict[str, str]:
    spoken = {
        language: line_of("names", names[language], most=60)
        for language in LANGUAGES
        if names.get(language, "").strip()
    }
    if not spoken:
        raise RuleNotMet("required", _("Please write something here."), field="names")
    return spoken
