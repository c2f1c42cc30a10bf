import re
import stat
from pathlib import Path
from typing import Any

import pytest

from linli.demo.loading.logins import Login, file_path, keep_logins, new_password, read_logins


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> None:
    settings.LINLI_DATA = tmp_path


def login(name: str, password: str, community: str = "haizhou") -> Login:
    return Login("committee", name, password, community, "唐婉君")


def test_passwords_are_long_and_can_be_read_out() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch("([a-hj-km-np-z2-9]{4}-){2}[a-hj-km-np-z2-9]{4}", one) for one in made)


def test_the_file_is_for_its_owner_only() -> None:
    keep_logins([login("committee", "one")])
    assert stat.S_IMODE(file_path().stat().st_mode) == 0o600


def test_a_password_that_is_written_down_stays() -> None:
    keep_logins([login("committee", "one")])
    kept = keep_logins([login("committee", "two"), login("chief", "three")])
    assert {name: one.password for name, one in kept.items()} == {
        "committee": "one",
        "chief": "three",
    }


def test_logins_are_told_by_community() -> None:
    keep_logins([login("committee", "one"), login("committee-kexiang", "two", "kexiang")])
    assert [one.login for one in read_logins("kexiang")] == ["committee-kexiang"]
    assert len(read_logins()) == 2


def test_without_a_file_nobody_is_told() -> None:
    assert read_logins() == []
