import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel import cipher
from linli.kernel.cipher import CannotDecrypt, decrypt, encrypt, lookup_digest

PLAIN, HERE = "440105209913310000", "people.person.document"  # no such day, so nobody's
BOTH = ["aes-gcm", "sm4-gcm"]


@pytest.fixture(params=BOTH)
def chosen(request: pytest.FixtureRequest, settings: Any) -> str:
    settings.LINLI_CIPHER = request.param
    return str(request.param)


def test_what_was_encrypted_opens_again_and_shows_nothing(chosen: str) -> None:
    stored = encrypt(PLAIN, HERE)
    assert stored.split(":")[:2] == ["1", chosen]
    assert PLAIN not in stored
    assert decrypt(stored, HERE) == PLAIN


def test_the_same_value_never_looks_the_same(chosen: str) -> None:
    assert len({encrypt(PLAIN, HERE) for _ in range(20)}) == 20


def test_a_value_moved_to_another_column_does_not_open(chosen: str) -> None:
    with pytest.raises(CannotDecrypt):
        decrypt(encrypt(PLAIN, HERE), "people.person.phone")


def test_every_flipped_byte_is_noticed(chosen: str) -> None:
    key_id, name, body = encrypt(PLAIN, HERE).split(":", 2)
    raw = bytearray(base64.b64decode(body))
    for at in range(len(raw)):
        raw[at] ^= 1
        forged = f"{key_id}:{name}:{base64.b64encode(bytes(raw)).decode()}"
        with pytest.raises(CannotDecrypt):
            decrypt(forged, HERE)
        raw[at] ^= 1


@pytest.mark.parametrize(
    "stored",
    ["x", "1:aes-gcm", "1:aes-gcm:!!", "1:aes-gcm:", "1:none:QUJD", "9:aes-gcm:QUJD", PLAIN],
)
def test_what_was_never_encrypted_is_refused_and_not_shown(stored: str) -> None:
    with pytest.raises(CannotDecrypt) as refused:
        decrypt(stored, HERE)
    assert PLAIN not in str(refused.value)


def test_a_cut_value_is_refused(chosen: str) -> None:
    stored = encrypt(PLAIN, HERE)
    for length in range(1, len(stored)):
        with pytest.raises(CannotDecrypt):
            decrypt(stored[:length], HERE)


def test_values_of_the_other_cipher_still_open_after_a_change(settings: Any) -> None:
    kept = {}
    for name in BOTH:
        settings.LINLI_CIPHER = name
        kept[name] = encrypt(PLAIN, HERE)
    assert [decrypt(stored, HERE) for stored in kept.values()] == [PLAIN, PLAIN]


def test_the_newest_key_encrypts_and_the_old_one_still_opens(settings: Any) -> None:
    old = encrypt(PLAIN, HERE)
    settings.LINLI_FIELD_KEYS = {**settings.LINLI_FIELD_KEYS, "10": "ab" * 32, "9": "cd" * 32}
    assert encrypt(PLAIN, HERE).startswith("10:")
    assert decrypt(old, HERE) == PLAIN
    settings.LINLI_FIELD_KEYS = {}
    cipher._key.cache_clear()
    with pytest.raises(CannotDecrypt):
        encrypt(PLAIN, HERE)
    with pytest.raises(CannotDecrypt):
        decrypt(old, HERE)


def test_nothing_stays_nothing() -> None:
    assert (encrypt("", HERE), decrypt("", HERE)) == ("", "")


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable()))
@settings(max_examples=50, deadline=None)
def test_any_text_survives(text: str) -> None:
    assert decrypt(encrypt(text, HERE), HERE) == text


def test_equal_values_are_found_within_a_column_and_not_across(settings: Any) -> None:
    digest = lookup_digest(PLAIN, HERE)
    assert digest == lookup_digest(PLAIN, HERE)
    assert digest != lookup_digest(PLAIN, "people.person.phone")
    assert PLAIN not in digest
    settings.LINLI_LOOKUP_KEY = "ee" * 32
    assert lookup_digest(PLAIN, HERE) != digest
