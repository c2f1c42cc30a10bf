"""Words about people: the five olds, and skills that rest on consent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.apps.people.models import DictionaryEntry
from linli.apps.people.operations import tag_person, withdraw_consent
from linli.apps.people.rules.dictionary import WORDS
from linli.apps.people.tests.ground import WORK, Ground, page
from linli.kernel.errors import RuleNotMet

Visit = Callable[[str], Client]


def first(kind: str) -> str:
    return next(word[1] for word in WORDS if word[0] == kind)


def test_4_10_the_five_olds_are_five_words_and_people_are_found_by_them(
    ground: Ground, visit: Visit
) -> None:
    assert len([word for word in WORDS if word[0] == "five_olds"]) == 5
    ground.person("陈安", "金星苑2号楼1单元201", tags=(("five_olds", first("five_olds")),))
    ground.person("白露", "金星苑2号楼1单元201")
    entry = DictionaryEntry.objects.get(community_id=ground.community.id, kind="five_olds")
    text = page(visit("committee"), f"{WORK}?tag={entry.id}")
    assert ("陈安" in text, "白露" in text) == (True, False)


def test_0_39_talents_are_registered_with_consent_and_leave_with_it(
    ground: Ground, visit: Visit
) -> None:
    person = ground.person("陈安", "金星苑2号楼1单元201")
    act: dict[str, Any] = {
        "actor": ground.cast.actor("committee"),
        "community": ground.community,
        "person_id": person.id,
    }
    with pytest.raises(RuleNotMet) as refused:
        tag_person(**act, kind="skill", code=first("skill"))
    assert refused.value.code == "consent_needed"
    tag = tag_person(**act, kind="skill", code=first("skill"), channel="paper")
    assert "陈安" in page(visit("committee"), f"{WORK}?tag={tag.entry_id}")
    withdraw_consent(**act, purpose=str(refused.value.data["purpose"]))
    assert "陈安" not in page(visit("committee"), f"{WORK}?tag={tag.entry_id}")
