"""Identity numbers; those of residents are published examples or made up here."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.apps.people.identity import (
    Flag,
    Identity,
    IdentityError,
    IdentityKind,
    Sex,
    check_digit,
    convert_fifteen,
    read_identity,
)

TODAY = date(2026, 3, 2)
births = st.dates(date(1900, 1, 1), TODAY)
bodies = st.builds(
    lambda region, birth, sequence: f"{region}{birth:%Y%m%d}{sequence:03}",
    st.sampled_from(["110101", "360426", "440112", "810000", "999999"]),
    births,
    st.integers(0, 999),
)


def refusal(typed: str, kind: IdentityKind = IdentityKind.RESIDENT_ID) -> str:
    with pytest.raises(IdentityError) as refused:
        read_identity(typed, kind, today=TODAY)
    return refused.value.code


def test_case_13_fifteen_digits_are_converted_and_flagged() -> None:
    assert read_identity("360426910101007", today=TODAY) == Identity(
        IdentityKind.RESIDENT_ID,
        "360426199101010071",
        frozenset({Flag.CONVERTED}),
        date(1991, 1, 1),
        Sex.MALE,
    )


def test_case_13_a_wrong_check_digit_is_refused_with_its_reason() -> None:
    assert refusal("360426199101010072") == "check_digit"


def test_case_13_a_residence_permit_is_accepted() -> None:
    number = "81000019800615002" + check_digit("81000019800615002")
    expected = Identity(
        IdentityKind.RESIDENCE_PERMIT, number, frozenset(), date(1980, 6, 15), Sex.FEMALE
    )
    for kind in (IdentityKind.RESIDENCE_PERMIT, IdentityKind.RESIDENT_ID):
        assert read_identity(number, kind, today=TODAY) == expected


def test_case_13_a_passport_is_accepted() -> None:
    assert read_identity("e 1234 5678", IdentityKind.PASSPORT, today=TODAY) == Identity(
        IdentityKind.PASSPORT, "E12345678"
    )


@pytest.mark.parametrize("number", ["360426199101010071", "230306196304054513"])
def test_published_examples_pass(number: str) -> None:
    assert read_identity(number, today=TODAY).number == number


@pytest.mark.parametrize(
    "typed",
    [" 110101 19900307 002x ", "110101-19900307-002X", "１１０１０１１９９００３０７００２Ｘ"],
)
def test_spaces_dashes_width_and_case_make_no_difference(typed: str) -> None:
    assert read_identity(typed, today=TODAY).number == "11010119900307002X"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("36042619910101007", "length"),
        ("3604261991010100711", "length"),
        ("360426A99101010071", "characters"),
        ("X60426199101010071", "characters"),
        ("36042691010100X", "characters"),
        ("٣٦٠٤٢٦١٩٩١٠١٠١٠٠٧١", "characters"),
        ("360426199102300071", "date"),
        ("360426999999007", "date"),
        ("360426202603030075", "date"),
        ("360426189501010071", "date"),
        ("360426000001010071", "date"),
    ],
)
def test_a_refusal_says_what_is_wrong(typed: str, code: str) -> None:
    assert refusal(typed) == code


def test_a_number_of_the_mainland_is_no_residence_permit() -> None:
    assert refusal("360426199101010071", IdentityKind.RESIDENCE_PERMIT) == "prefix"


def test_an_unknown_region_is_only_flagged() -> None:
    number = "99010119900307001" + check_digit("99010119900307001")
    assert read_identity(number, today=TODAY).flags == {Flag.REGION_UNKNOWN}


OTHER_DOCUMENTS = [
    (IdentityKind.HONG_KONG_MACAO_PERMIT, "H12345678", "H12345678"),
    (IdentityKind.HONG_KONG_MACAO_PERMIT, "m0123456701", "M0123456701"),
    (IdentityKind.TAIWAN_PERMIT, "01234567", "01234567"),
    (IdentityKind.TAIWAN_PERMIT, "0123456789(B)", "0123456789B"),
    (IdentityKind.FOREIGN_PERMANENT, "usa110119800615", "USA110119800615"),
    (IdentityKind.OTHER, "军字第 001234 号", "军字第001234号"),
]


@pytest.mark.parametrize(("kind", "typed", "number"), OTHER_DOCUMENTS)
def test_other_documents_are_kept_by_number_and_kind(
    kind: IdentityKind, typed: str, number: str
) -> None:
    assert read_identity(typed, kind, today=TODAY) == Identity(kind, number)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (IdentityKind.HONG_KONG_MACAO_PERMIT, "A12345678"),
        (IdentityKind.HONG_KONG_MACAO_PERMIT, "H123456789"),
        (IdentityKind.TAIWAN_PERMIT, "123456789"),
        (IdentityKind.FOREIGN_PERMANENT, "811384198006150012"),
        (IdentityKind.PASSPORT, "ABCDEFGH"),
        (IdentityKind.PASSPORT, "1234"),
        (IdentityKind.OTHER, "1"),
        (IdentityKind.OTHER, "1" * 41),
    ],
)
def test_other_documents_of_a_wrong_form_are_refused(kind: IdentityKind, typed: str) -> None:
    assert refusal(typed, kind) == "format"


def test_the_new_card_of_a_foreign_permanent_resident_tells_birth_and_sex() -> None:
    body = "91184019800615002"
    card = read_identity(body + check_digit(body), IdentityKind.FOREIGN_PERMANENT, today=TODAY)
    assert (card.birth, card.sex, card.flags) == (date(1980, 6, 15), Sex.FEMALE, frozenset())
    other = next(digit for digit in "0123456789" if digit != check_digit(body))
    doubtful = read_identity(body + other, IdentityKind.FOREIGN_PERMANENT, today=TODAY)
    assert doubtful.flags == {Flag.CHECK_DIGIT_UNPROVEN}


@given(bodies)
def test_a_number_with_its_check_digit_passes_and_tells_birth_and_sex(body: str) -> None:
    identity = read_identity(body + check_digit(body), today=TODAY)
    assert f"{identity.birth:%Y%m%d}" == body[6:14]
    assert identity.sex == (Sex.MALE if int(body[16]) % 2 else Sex.FEMALE)


@given(bodies, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(body: str, place: int, step: int) -> None:
    number = body + check_digit(body)
    wrong = str((int(number[place]) + step) % 10)
    assert refusal(number[:place] + wrong + number[place + 1 :]) in ("check_digit", "date")


@given(bodies, st.integers(0, 15))
def test_two_neighbouring_digits_exchanged_never_pass(body: str, place: int) -> None:
    number = body + check_digit(body)
    one, two = number[place], number[place + 1]
    if one != two:
        exchanged = number[:place] + two + one + number[place + 2 :]
        assert refusal(exchanged) in ("check_digit", "date")


@given(bodies.filter(lambda body: body[6:8] == "19"))
def test_a_converted_number_is_the_one_of_eighteen_signs(body: str) -> None:
    assert convert_fifteen(body[:6] + body[8:]) == body + check_digit(body)


@given(st.text(), st.sampled_from(IdentityKind))
def test_any_text_is_read_or_refused(typed: str, kind: IdentityKind) -> None:
    try:
        identity = read_identity(typed, kind, today=TODAY)
    except IdentityError:
        return
    assert read_identity(identity.number, identity.kind, today=TODAY).number == identity.number
