import datetime as dt
from typing import Any

import pytest

from linli.apps.people.models import IdentityDocument, Person, Phone
from linli.apps.people.operations import (
    add_identity,
    add_phone,
    correct_person,
    register_people_in_bulk,
    register_person,
    remove_phone,
)
from linli.apps.people.queries import Asked, know, masked_document, masked_phone, search_people
from linli.apps.people.rules.drafts import Draft, Home, draft_person
from linli.apps.people.tests.ground import Ground, identity_number
from linli.kernel import clock
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.records.models import Record

FIFTEEN = "440112500302" + "123"


def take(ground: Ground, number: str, kind: str = "resident_id") -> Person:
    return ground.person("林小满", identity_number=number, identity_kind=kind)


def test_case_13_identity_numbers_are_converted_refused_or_accepted(ground: Ground) -> None:
    person = take(ground, FIFTEEN)
    document = person.documents.get()
    converted = identity_number(123)
    assert (document.last4, document.flags) == (converted[-4:], ["converted"])
    assert (person.birth_date, person.birth_derived, person.sex) == (dt.date(1950, 3, 2), True, "1")

    wrong = converted[:-1] + ("0" if converted[-1] != "0" else "1")
    with pytest.raises(RuleNotMet) as refused:
        take(ground, wrong)
    assert (refused.value.code, refused.value.data) == (
        "identity_check_digit",
        {"field": "identity"},
    )
    permit = take(ground, identity_number(127, region="810000"), "residence_permit")
    assert permit.documents.get().kind == "residence_permit"
    assert take(ground, "E12345678", "passport").documents.get().last4 == "5678"


def test_the_old_and_the_new_form_of_a_number_are_one_person(ground: Ground) -> None:
    take(ground, FIFTEEN)
    with pytest.raises(Conflict) as refused:
        take(ground, identity_number(123))
    assert refused.value.code == "already_registered"
    assert Person.objects.filter(community_id=ground.community.id).count() == 1


def test_numbers_lie_encrypted_and_are_shown_masked(ground: Ground) -> None:
    number = identity_number(123)
    person = ground.person("林小满", identity_number=number, phone="13900001234")
    document, phone = person.documents.get(), person.phones.get()
    stored = [document.number_cipher, document.number_hash, phone.cipher, phone.hash]
    assert all(number[6:14] not in text and "1390000" not in text for text in stored)
    assert masked_document(document) == "*" * 14 + number[-4:]
    assert masked_phone(phone) == "*******1234"


@pytest.mark.parametrize(
    "typed", ["林小", "小满", "林", identity_number(123), FIFTEEN, "139 0000 1234"]
)
def test_people_are_found_by_name_number_and_telephone(ground: Ground, typed: str) -> None:
    person = ground.person("林小满", identity_number=identity_number(123), phone="13900001234")
    ground.person("陈大同")
    found = search_people(ground.cast.actor("committee"), ground.community, Asked(text=typed))
    assert list(found) == [person]
    assert list(
        search_people(
            ground.cast.actor("committee"),
            ground.community,
            Asked(text=person.short_number.lower()),
        )
    ) == [person]


def test_part_of_a_number_finds_nobody(ground: Ground) -> None:
    ground.person("林小满", identity_number=identity_number(123), phone="13900001234")
    for typed in ("1390000", identity_number(123)[:10]):
        found = search_people(ground.cast.actor("committee"), ground.community, Asked(text=typed))
        assert list(found) == []


def test_registering_many_at_once_equals_registering_each(ground: Ground) -> None:
    today = clock.today(ground.community)
    home = ground.home("金星苑1号楼1单元201")

    def drafts(first: int) -> list[Draft]:
        return [
            draft_person(
                today=today,
                name=f"林小{serial}",
                identity_number=identity_number(first + serial),
                phone="13900001234",
                homes=(Home(home.id), Home(home.id, "owner", dt.date(2020, 1, 1))),
                belonging=ground.belonging("金星苑1号楼1单元201", "02" if serial == 1 else "20"),
                tags=(("care_tag", "alone"),),
                membership="resident",
            )
            for serial in (1, 2)
        ]

    actor = ground.cast.actor("committee")
    one_by_one = [
        register_person(actor=actor, community=ground.community, draft=draft)
        for draft in drafts(100)
    ]
    together = register_people_in_bulk(actor=actor, community=ground.community, drafts=drafts(200))
    people = [Person.objects.get(community_id=ground.community.id, id=key) for key in together]
    assert [said_of(person) for person in people] == [said_of(person) for person in one_by_one]


def said_of(person: Person) -> dict[str, object]:
    known = know(person)
    return {
        "person": (person.name, person.sex, person.birth_date, person.membership_kind),
        "phones": [(p.hash, p.is_main, p.kind) for p in known.phones],
        "documents": [(d.kind, d.flags) for d in known.documents],
        "homes": sorted((r.kind, str(r.place_id), str(r.since)) for r in known.residences),
        "household": str(known.household and known.household.dwelling_id),
        "relations": sorted(m.relation for m in known.members if m.person_id == person.id),
        "tags": [(t.entry.code, t.ground) for t in known.tags],
        "search": person.search.replace(person.short_number.lower(), ""),
    }


def test_a_grid_worker_reaches_the_people_of_the_own_grid_only(ground: Ground) -> None:
    ground.cast.give("grid_worker", grid_id=ground.grids[0].id)
    mine = ground.person("林小满", "金星苑1号楼1单元201", who="grid_worker")
    theirs = ground.person("陈大同", "金星苑2号楼1单元201")
    worker = ground.cast.actor("grid_worker")
    assert list(search_people(worker, ground.community, Asked())) == [mine]
    with pytest.raises(NotAllowed):
        ground.person("赵一舟", "金星苑2号楼1单元201", who="grid_worker")
    with pytest.raises(NotSeen):
        add_phone(
            actor=worker, community=ground.community, person_id=theirs.id, number="13900001234"
        )
    assert Person.objects.filter(community_id=ground.community.id).count() == 2


@pytest.mark.parametrize(
    "who", ["partner", "rival", "street", "district", "outsider", "system_admin", "anonymous"]
)
def test_others_see_nobody(ground: Ground, who: str) -> None:
    ground.person("林小满", "金星苑1号楼1单元201", phone="13900001234")
    actor = ground.cast.actor(who)
    assert list(search_people(actor, ground.community, Asked())) == []
    assert list(search_people(actor, ground.community, Asked(text="13900001234"))) == []


def test_a_correction_names_the_fields_and_no_words(ground: Ground) -> None:
    person = ground.person("林小蛮", identity_number=identity_number(123))
    correct_person(
        actor=ground.cast.actor("committee"),
        community=ground.community,
        person_id=person.id,
        changes={"name": " 林小满 ", "birth_date": dt.date(1950, 3, 3), "sex": "1"},
    )
    person.refresh_from_db()
    assert (person.name, person.birth_date, person.birth_derived) == (
        "林小满",
        dt.date(1950, 3, 3),
        False,
    )
    record = Record.objects.get(community_id=ground.community.id, verb="people.person_corrected")
    assert record.payload == {"fields": ["birth_date", "name"]}
    found = search_people(ground.cast.actor("committee"), ground.community, Asked(text="小满"))
    assert list(found) == [person]


def test_two_editors_of_one_field_are_told(ground: Ground) -> None:
    person = ground.person("林小满")
    who: dict[str, Any] = {"actor": ground.cast.actor("committee"), "community": ground.community}
    correct_person(**who, person_id=person.id, changes={"name": "林晓满"}, was={"name": "林小满"})
    with pytest.raises(Conflict) as refused:
        correct_person(
            **who, person_id=person.id, changes={"name": "林筱满"}, was={"name": "林小满"}
        )
    assert refused.value.data == {"fields": ["name"]}


def test_one_telephone_is_the_main_one(ground: Ground) -> None:
    person = ground.person("林小满", phone="13900001234")
    who: dict[str, Any] = {"actor": ground.cast.actor("committee"), "community": ground.community}
    second = add_phone(**who, person_id=person.id, number="020-8200 0101")
    add_phone(**who, person_id=person.id, number="13900005678", is_main=True)
    mine = Phone.objects.filter(community_id=ground.community.id, person_id=person.id)
    assert list(mine.filter(is_main=True).values_list("last4", flat=True)) == ["5678"]
    main = mine.get(is_main=True)
    remove_phone(**who, person_id=person.id, phone_id=main.id)
    assert list(mine.filter(is_main=True).values_list("last4", flat=True)) == ["1234"]
    assert second.kind == "landline"


def test_what_a_document_says_fills_only_what_was_unknown(ground: Ground) -> None:
    person = ground.person("林小满", sex="2")
    add_identity(
        actor=ground.cast.actor("committee"),
        community=ground.community,
        person_id=person.id,
        kind="resident_id",
        number=identity_number(123),
    )
    person.refresh_from_db()
    assert (person.sex, person.birth_date) == ("2", dt.date(1950, 3, 2))
    assert IdentityDocument.objects.filter(community_id=ground.community.id).count() == 1
