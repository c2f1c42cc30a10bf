"""Ages count on the day of the gathering, not on the day of the sign-up."""

import datetime as dt
from dataclasses import dataclass

from linli.apps.participation.models import Gathering
from linli.apps.participation.rules.policies import ACCOMPANY_AGE, CONSENT_AGE
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.policies import policy

ADULT = 18


def age_on(born: dt.date | None, day: dt.date) -> int | None:
    """Full years; None where nobody wrote down the day of birth."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True)
class Ages:
    """The limits in force on the day of one gathering."""

    day: dt.date
    accompany: int
    consent: int

    def of(self, person: Person) -> int | None:
        return age_on(person.birth_date, self.day)

    def is_adult(self, person: Person) -> bool:
        age = self.of(person)
        return age is None or age >= ADULT

    def needs_adult(self, person: Person) -> bool:
        age = self.of(person)
        return age is not None and age < self.accompany

    def needs_consent(self, person: Person) -> bool:
        age = self.of(person)
        return age is not None and age < self.consent


def ages_for(community: Community, gathering: Gathering) -> Ages:
    day = clock.local(gathering.starts_at, community).date()
    return Ages(
        day,
        int(policy(community, ACCOMPANY_AGE, day).value),
        int(policy(community, CONSENT_AGE, day).value),
    )
