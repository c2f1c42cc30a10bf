import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.apps.accounts.models import Credential
from linli.apps.accounts.operations import close_credential, is_locked, lift_lock
from linli.apps.accounts.sign_in import LoginNameBackend
from linli.kernel.access.actor import Actor
from tests.cast import Cast

Visit = Callable[[str], Client]
RIGHT = "a long password 8"
LOGIN = reverse("accounts:login")


def browser(address: str = "203.0.113.7") -> Client:
    return Client(headers={"accept-language": "en"}, REMOTE_ADDR=address)


def sign_in(client: Client, login: str, password: str = RIGHT, **more: str) -> Any:
    return client.post(LOGIN, {"login": login, "password": password, **more})


class CountingHasher(MD5PasswordHasher):
    algorithm = "md5"
    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.hashed += 1
        return super().encode(password, salt)


def test_right_password_opens_the_wanted_page_under_a_fresh_session(cast: Cast) -> None:
    cast.credential("committee")
    client = browser()
    client.get(LOGIN)
    client.session["before"] = "kept by nobody"
    old = client.session.session_key
    answer = sign_in(client, " Committee ", next="/c/alpha/")
    assert (answer.status_code, answer["Location"]) == (302, "/c/alpha/")
    assert client.session.session_key != old


@pytest.mark.parametrize(
    "wished",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "\x00"],
)
def test_signing_in_never_leads_outside(cast: Cast, wished: str) -> None:
    cast.credential("committee")
    answer = sign_in(browser(), "committee", next=wished)
    assert (answer.status_code, answer["Location"]) == (302, reverse("accounts:hats"))


def test_a_wrong_password_says_how_often_one_may_try_and_keeps_the_name(cast: Cast) -> None:
    cast.credential("committee")
    page = sign_in(browser(), "committee", "wrong")
    assert page.status_code == 401
    assert "You can try 4 more times." in page.text
    assert 'value="committee"' in page.text
    assert "wrong" not in page.text.replace("something is wrong", "")


@pytest.mark.parametrize("login", ["committee", "nobody-has-this-name"])
def test_the_sixth_attempt_waits_even_when_it_is_right(cast: Cast, login: str) -> None:
    cast.credential("committee")
    client = browser()
    answers = [sign_in(client, login, "wrong").status_code for _attempt in range(5)]
    assert answers == [401] * 5
    assert sign_in(client, login).status_code == 429
    elsewhere = sign_in(browser("203.0.113.8"), login)
    assert elsewhere.status_code == (302 if login == "committee" else 401)


def test_an_address_that_tries_many_names_is_slowed_down(db: None) -> None:
    client = browser()
    for number in range(60):
        assert sign_in(client, f"name{number}", "wrong").status_code == 401
    assert sign_in(client, "name60", "wrong").status_code == 429
    assert sign_in(browser("203.0.113.8"), "name60", "wrong").status_code == 401


def test_an_account_under_attack_is_locked_told_and_released(cast: Cast, visit: Visit) -> None:
    made = cast.credential("committee")
    made.opened_in = cast.a
    made.save()
    for number in range(30):
        sign_in(browser(f"198.51.100.{number}"), "committee", "wrong")
    assert is_locked(made)
    assert sign_in(browser(), "committee").status_code == 429
    assert "Committee" in visit("security_admin").get(reverse("accounts:admin_security")).text
    lift_lock(actor=cast.actor("security_admin"), credential_id=made.pk)
    assert sign_in(browser(), "committee").status_code == 302


@pytest.mark.parametrize("case", ["unknown", "wrong", "closed", "right"])
def test_every_attempt_computes_one_hash(cast: Cast, settings: Any, case: str) -> None:
    made = cast.credential("committee")
    if case == "closed":
        Credential.objects.filter(pk=made.pk).update(is_active=False)
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.hashed = 0
    login = "nobody" if case == "unknown" else "committee"
    found = LoginNameBackend().authenticate(None, login, "wrong" if case == "wrong" else RIGHT)
    assert CountingHasher.hashed == 1
    assert (found is not None) == (case == "right")


def test_a_closed_account_is_out_at_once(cast: Cast) -> None:
    made = cast.credential("committee")
    client = browser()
    sign_in(client, "committee")
    assert client.get(reverse("accounts:me")).status_code == 200
    close_credential(actor=Actor.system(), credential_id=made.pk)
    assert client.get(reverse("accounts:me")).status_code == 302
    assert sign_in(client, "committee").status_code == 401


def test_a_generated_password_opens_nothing_before_it_is_changed(cast: Cast) -> None:
    made = cast.credential("system_admin")
    Credential.objects.filter(pk=made.pk).update(must_change_password=True)
    client = browser()
    mine = reverse("accounts:password")
    assert sign_in(client, "system_admin")["Location"] == mine
    assert client.get(reverse("accounts:admin_accounts"))["Location"] == reverse(
        "accounts:unfinished"
    )
    assert client.get(reverse("accounts:unfinished"))["Location"] == mine
    new = "stairs lamps and tea"
    typed = {"old": RIGHT, "new": new, "repeat": new}
    assert client.post(mine, typed)["Location"] == reverse("accounts:hats")
    assert client.get(reverse("accounts:admin_accounts")).status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "repeat", "said"),
    [
        ("not it", "stairs lamps and tea", "stairs lamps and tea", "not your present password"),
        (RIGHT, RIGHT, RIGHT, "another one than before"),
        (RIGHT, "short", "short", "too short"),
        (RIGHT, "123456789012", "123456789012", "numeric"),
        (RIGHT, "stairs lamps and tea", "stairs lamps and milk", "not the same"),
    ],
)
def test_a_password_that_cannot_be_is_refused_with_the_reason(
    visit: Visit, old: str, new: str, repeat: str, said: str
) -> None:
    typed = {"old": old, "new": new, "repeat": repeat}
    page = visit("committee").post(reverse("accounts:password"), typed)
    assert page.status_code in {200, 422}
    assert said in page.text


def test_signing_out_elsewhere_leaves_this_device(cast: Cast) -> None:
    cast.credential("committee")
    here, there = browser(), browser("203.0.113.8")
    sign_in(here, "committee")
    sign_in(there, "committee")
    assert here.post(reverse("accounts:sign_outs")).status_code == 302
    assert here.get(reverse("accounts:me")).status_code == 200
    assert there.get(reverse("accounts:me")).status_code == 302


def test_a_session_ends_after_resting(cast: Cast) -> None:
    cast.credential("committee")
    client = browser()
    sign_in(client, "committee")
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    answer = client.get(reverse("accounts:me"))
    assert answer["Location"] == f"{LOGIN}?next=%2Fme%2F"


def test_a_session_in_use_is_prolonged_without_a_write_each_time(
    cast: Cast, django_assert_num_queries: Any, settings: Any
) -> None:
    cast.credential("committee")
    client = browser()
    sign_in(client, "committee")
    before = Session.objects.get().expire_date
    client.get(reverse("accounts:me"))
    assert Session.objects.get().expire_date == before
    session = client.session
    session["awake"] -= settings.SESSION_COOKIE_AGE // 5
    session.save()
    Session.objects.update(expire_date=before - dt.timedelta(minutes=30))
    client.get(reverse("accounts:me"))
    assert Session.objects.get().expire_date > before - dt.timedelta(minutes=1)


def test_typed_text_survives_an_expired_session(cast: Cast) -> None:
    cast.credential("system_admin")
    client = browser()
    here = reverse("accounts:admin_community", args=["alpha"])
    typed = {"name_hans": "阿尔法社区", "address": "长洲路 1 号\n二楼", "password": "not kept"}
    page = client.post(here, typed, headers={"referer": f"http://testserver{here}"})
    assert page.status_code == 401
    assert "Nothing you typed is lost" in page.text
    sealed = page.text.partition('name="kept" value="')[2].partition('"')[0]
    wrong = sign_in(client, "system_admin", "wrong", kept=sealed, next=here)
    assert sealed in wrong.text
    answer = sign_in(client, "system_admin", kept=sealed, next=here)
    assert answer["Location"] == reverse("accounts:again")
    again = client.get(answer["Location"])
    assert f'action="{here}"' in again.text
    assert "阿尔法社区" in again.text
    assert "Name in simplified Chinese" in again.text
    assert "长洲路 1 号\n二楼</textarea>" in again.text
    assert "not kept" not in again.text
    assert client.get(reverse("accounts:again")).status_code == 302


def test_forged_typed_text_is_thrown_away(cast: Cast) -> None:
    cast.credential("committee")
    client = browser()
    assert sign_in(client, "committee", kept="forged:text").status_code == 302
    assert client.get(reverse("accounts:again"))["Location"] == reverse("accounts:hats")


def test_the_account_dresses_every_device(cast: Cast) -> None:
    Credential.objects.filter(pk=cast.credential("committee").pk).update(
        language="zh-hant", large=True
    )
    client = browser()
    sign_in(client, "committee")
    page = client.get(reverse("accounts:me"))
    assert 'lang="zh-Hant"' in page.text
    assert 'data-size="large"' in page.text


def test_looks_are_kept_with_the_account(cast: Cast, visit: Visit) -> None:
    client = visit("committee")
    assert client.post(reverse("accounts:me"), {"language": "zh-hant", "large": "on"}).status_code
    made = Credential.objects.get(pk=cast.credential("committee").pk)
    assert (made.language, made.large) == ("zh-hant", True)


def test_no_time_of_signing_in_is_kept(cast: Cast) -> None:
    cast.credential("committee")
    before = Credential.objects.values().get(login="committee")
    sign_in(browser(), "committee")
    assert Credential.objects.values().get(login="committee") == before
