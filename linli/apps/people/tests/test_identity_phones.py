from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.apps.people.identity import Phone, PhoneError, PhoneKind, read_phone

MOBILE, LANDLINE = PhoneKind.MOBILE, PhoneKind.LANDLINE

READ = [
    ("13800138000", Phone("+8613800138000", MOBILE)),
    ("138 0013 8000", Phone("+8613800138000", MOBILE)),
    ("138-0013-8000", Phone("+8613800138000", MOBILE)),
    ("１３８００１３８０００", Phone("+8613800138000", MOBILE)),
    ("+86 138 0013 8000", Phone("+8613800138000", MOBILE)),
    ("008613800138000", Phone("+8613800138000", MOBILE)),
    ("8613800138000", Phone("+8613800138000", MOBILE)),
    ("020-82221234", Phone("+862082221234", LANDLINE)),
    ("（020）82221234", Phone("+862082221234", LANDLINE)),
    ("0518-85551234", Phone("+8651885551234", LANDLINE)),
    ("020-82221234转801", Phone("+862082221234", LANDLINE, "801")),
    ("020-82221234-801", Phone("+862082221234", LANDLINE, "801")),
    ("020-82221234 ext. 801", Phone("+862082221234", LANDLINE, "801")),
    ("+852 5123 4567", Phone("+85251234567", MOBILE)),
    ("00852-21234567", Phone("+85221234567", LANDLINE)),
    ("+853 6612 3456", Phone("+85366123456", MOBILE)),
    ("+886 912 345 678", Phone("+886912345678", MOBILE)),
    ("+1 212 555 0123", Phone("+12125550123", PhoneKind.OTHER)),
    ("400-810-8888", Phone("+864008108888", PhoneKind.OTHER)),
    ("12345", Phone("12345", PhoneKind.SERVICE)),
    ("110", Phone("110", PhoneKind.SERVICE)),
    ("95598", Phone("95598", PhoneKind.SERVICE)),
]


@pytest.mark.parametrize(("typed", "phone"), READ, ids=[typed for typed, _ in READ])
def test_a_number_has_one_form_however_it_is_typed(typed: str, phone: Phone) -> None:
    assert read_phone(typed) == phone


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" \t", "empty"),
        ("82221234", "area_code"),
        ("1380013800", "format"),
        ("138001380000", "format"),
        ("张三13800138000", "format"),
        ("13800138000/13900139000", "format"),
        ("none", "format"),
        ("+", "format"),
        ("9" * 500, "format"),
    ],
)
def test_a_refusal_says_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(PhoneError) as refused:
        read_phone(typed)
    assert refused.value.code == code


def test_a_local_landline_is_completed_where_the_area_is_known() -> None:
    assert read_phone("8222 1234", area_code="020") == Phone("+862082221234", LANDLINE)
    assert read_phone("13800138000", area_code="020") == Phone("+8613800138000", MOBILE)


@given(st.one_of(st.text(), st.text("0123456789+-() 转#", max_size=20)))
def test_any_text_is_read_or_refused_and_reading_again_changes_nothing(typed: str) -> None:
    try:
        phone = read_phone(typed)
    except PhoneError:
        return
    assert read_phone(phone.number) == Phone(phone.number, phone.kind)


def test_the_fictional_numbers_of_the_demonstration_are_mobiles() -> None:
    assert read_phone("154 0112 3456") == Phone("+8615401123456", PhoneKind.MOBILE)


def test_a_fictional_number_that_is_too_long_is_refused() -> None:
    with pytest.raises(PhoneError) as refused:
        read_phone("154011234567")
    assert refused.value.code == "format"
