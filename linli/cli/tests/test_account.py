import json

import pytest

from linli.apps.accounts.public import Credential
from linli.cli.main import main
from tests.cast import Cast

Caught = pytest.CaptureFixture[str]


def test_an_account_is_opened_given_a_role_and_listed(cast: Cast, capsys: Caught) -> None:
    assert main(["account", "open", "GW-1", "--name", "梁嘉敏", "--community", "alpha"]) == 0
    login, password = capsys.readouterr().out.split()
    made = Credential.objects.get(login=login)
    assert made.check_password(password)
    assert made.must_change_password
    words = ["account", "role", "gw-1", "grid_worker", "--community", "alpha"]
    assert main(words) == 0
    capsys.readouterr()
    assert main(["account", "list", "--community", "alpha", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(row["login"], row["roles"]) for row in listed] == [("gw-1", "grid_worker@alpha")]


def test_a_new_first_password_replaces_the_old(cast: Cast, capsys: Caught) -> None:
    cast.credential("committee")
    assert main(["account", "reset-password", "committee", "--json"]) == 0
    password = json.loads(capsys.readouterr().out)["password"]
    assert Credential.objects.get(login="committee").check_password(password)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["open", "committee", "--name", "X", "--community", "alpha"], "taken"),
        (["open", "x", "--name", "X", "--community", "nowhere"], "no community"),
        (["role", "committee", "boss", "--community", "alpha"], "Known: resident"),
        (["role", "nobody", "chief", "--community", "alpha"], "no log-in"),
        (["role", "committee", "chief", "--community", "alpha", "--until", "soon"], "no day"),
        (["role", "committee", "street", "--community", "alpha"], "belongs to"),
        (["reset-password", "nobody"], "no log-in"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    cast: Cast, capsys: Caught, words: list[str], said: str
) -> None:
    from django.utils import translation

    cast.credential("committee")
    with translation.override("en"):
        assert main(["account", *words]) == 1
    assert said in capsys.readouterr().err
