import datetime as dt
import re
from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from linli.apps.accounts.models import Authenticator
from linli.apps.accounts.operations import (
    remove_second_factor,
    set_second_factor_rule,
    verify_second_factor,
)
from linli.apps.accounts.operations.second_factor import code_digest
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import PERMISSIONS, all_rows, holds, permit
from linli.kernel.errors import NotAllowed, RuleNotMet
from tests.cast import Cast

Visit = Callable[[str], Client]
SETTING = reverse("accounts:second_factor")


def browser() -> Client:
    return Client(headers={"accept-language": "en"}, REMOTE_ADDR="203.0.113.7")


def sign_in(client: Client, login: str) -> str:
    typed = {"login": login, "password": "a long password 8"}
    return str(client.post(reverse("accounts:login"), typed)["Location"])


def code_of(device: Authenticator) -> str:
    Authenticator.objects.update(last_t=-1, throttling_failure_count=0)
    return f"{totp(device.bin_key):06d}"


def set_up(client: Client, cast: Cast, who: str) -> tuple[Authenticator, list[str]]:
    assert client.post(reverse("accounts:second_factor_begun"))["Location"] == SETTING
    device = Authenticator.objects.get(user=cast.credential(who))
    page = client.get(SETTING).text
    assert "<svg" in page
    answer = client.post(SETTING, {"code": code_of(device)})
    codes = client.get(answer["Location"]).text
    tokens = ["".join(code) for code in re.findall(r"\b(r\w{4})-(\w{5})\b", codes)]
    kept = StaticToken.objects.filter(device__user=device.user).values_list("token", flat=True)
    assert set(kept) == {code_digest(token) for token in tokens}
    assert client.get(answer["Location"]).status_code == 302
    return device, tokens


def test_it_is_set_up_by_its_first_code_and_asked_at_the_next_sign_in(cast: Cast) -> None:
    cast.credential("committee")
    client = browser()
    sign_in(client, "committee")
    device, codes = set_up(client, cast, "committee")
    assert len(codes) == 10
    fresh = browser()
    asked = reverse("accounts:second_factor_asked")
    assert sign_in(fresh, "committee") == asked
    assert fresh.get("/c/alpha/work/menu/")["Location"] == reverse("accounts:unfinished")
    wrong = fresh.post(asked, {"code": "000000"})
    assert wrong.status_code == 422
    assert fresh.post(asked, {"code": code_of(device)})["Location"] == reverse("accounts:hats")
    assert fresh.get("/c/alpha/work/menu/").status_code == 200


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    cast.credential("committee")
    client = browser()
    sign_in(client, "committee")
    _device, codes = set_up(client, cast, "committee")
    asked = reverse("accounts:second_factor_asked")
    for expected in (302, 422):
        fresh = browser()
        sign_in(fresh, "committee")
        typed = f" {codes[0][:5].upper()}-{codes[0][5:]} "
        assert fresh.post(asked, {"code": typed}).status_code == expected


def test_the_sixth_wrong_code_waits(cast: Cast) -> None:
    cast.credential("committee")
    client = browser()
    sign_in(client, "committee")
    set_up(client, cast, "committee")
    fresh = browser()
    sign_in(fresh, "committee")
    asked = reverse("accounts:second_factor_asked")
    answers = [fresh.post(asked, {"code": "00000x"}).status_code for _code in range(6)]
    assert answers == [422] * 5 + [429]


def test_only_a_security_administrator_takes_it_back_and_never_their_own(cast: Cast) -> None:
    made = cast.credential("committee")
    client = browser()
    sign_in(client, "committee")
    set_up(client, cast, "committee")
    for who in ("committee", "system_admin", "chief"):
        with pytest.raises(NotAllowed):
            remove_second_factor(actor=cast.actor(who), credential_id=made.pk)
    admin = cast.actor("security_admin")
    with pytest.raises(NotAllowed, match="own_role"):
        remove_second_factor(actor=admin, credential_id=admin.credential_id or 0)
    remove_second_factor(actor=cast.actor("security_admin"), credential_id=made.pk)
    assert not Authenticator.objects.exists()
    assert client.get(reverse("accounts:me")).status_code == 302


def test_new_recovery_codes_need_the_second_factor(cast: Cast, visit: Visit) -> None:
    page = visit("committee").post(reverse("accounts:recovery_codes"))
    assert page.status_code == 403


def test_a_rule_makes_it_due_for_those_it_names(cast: Cast) -> None:
    cast.credential("chief")
    cast.credential("committee")
    set_second_factor_rule(
        community=cast.s,
        actor=cast.actor("security_admin"),
        value="administrators",
        effective_from=clock.today(cast.s),
        source="a decision of the street",
    )
    chief, committee = browser(), browser()
    assert sign_in(chief, "chief") == SETTING
    assert "Your role needs a second factor" in chief.get(SETTING).text
    assert chief.get("/c/alpha/work/menu/")["Location"] == reverse("accounts:unfinished")
    assert sign_in(committee, "committee") == reverse("accounts:hats")
    set_up(chief, cast, "chief")
    assert chief.get("/c/alpha/work/menu/").status_code == 200


def test_a_rule_begins_today_or_later_and_once_a_day(cast: Cast) -> None:
    admin, today = cast.actor("security_admin"), clock.today(cast.a)
    with pytest.raises(RuleNotMet, match="policy_past"):
        set_second_factor_rule(
            community=cast.a,
            actor=admin,
            value="staff",
            effective_from=today - dt.timedelta(days=1),
            source="none",
        )


def test_a_permission_may_need_it(cast: Cast) -> None:
    key = "accounts.tests_guarded"
    permit(key, "only for this test", second_factor=True, roles={"committee": all_rows})
    try:
        actor = cast.actor("committee")
        plain = Actor(ref=actor.ref, credential_id=actor.credential_id, grants=actor.grants)
        assert holds(actor, key, cast.a.id)
        assert not holds(plain, key, cast.a.id)
    finally:
        del PERMISSIONS[key]


def test_nobody_without_an_account_gives_a_code(db: None) -> None:
    with pytest.raises(NotAllowed):
        verify_second_factor(actor=Actor.system(), code="123456")


def test_the_mark_of_test_mode_counts_as_second_factor(cast: Cast) -> None:
    cast.credential("committee")
    client = browser()
    body = '{"login": "committee", "second_factor": true}'
    client.post("/_test/login", body, content_type="application/json")
    assert client.get("/c/alpha/work/menu/").wsgi_request.actor.verified  # type: ignore[attr-defined]


def test_neither_the_secret_nor_a_recovery_code_stands_readable(cast: Cast) -> None:
    cast.credential("committee")
    client = browser()
    sign_in(client, "committee")
    device, codes = set_up(client, cast, "committee")
    stored = Authenticator.objects.values_list("secret_cipher", flat=True).get()
    assert stored.count(":") == 2
    assert device.bin_key.hex() not in stored
    assert device.typed_key not in stored
    assert not StaticToken.objects.filter(token__in=codes).exists()


def test_secrets_of_before_move_over_encrypted(cast: Cast) -> None:
    """The migration takes what stood readable and leaves nothing of it behind."""
    committee = cast.credential("committee")
    TOTPDevice.objects.create(user=committee, name="totp", key="ab" * 20, last_t=7)
    recovery = StaticDevice.objects.create(user=committee, name="recovery")
    StaticToken.objects.create(device=recovery, token="rabcdefghj")
    move = import_module("linli.apps.accounts.migrations.0003_authenticator")
    move.encrypt_secrets(apps, None)
    device = Authenticator.objects.get(user=committee)
    assert (device.bin_key.hex(), device.last_t, device.confirmed) == ("ab" * 20, 7, True)
    assert not TOTPDevice.objects.exists()
    actor = cast.actor("committee")
    assert verify_second_factor(actor=actor, code="rabcd-efghj") == recovery
