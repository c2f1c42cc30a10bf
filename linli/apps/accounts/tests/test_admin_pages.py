import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from linli.apps.accounts.models import Credential, GrantRow
from linli.apps.accounts.public import give_key, give_role, say_about_platform
from linli.kernel.access.actor import Actor, Role
from linli.kernel.records.models import Record
from tests.cast import Cast

Visit = Callable[[str], Client]
PAGES = {
    "system_admin": [
        "admin_accounts",
        "admin_new_account",
        "admin_communities",
        "admin_new_community",
        "admin_settings",
        "admin_feedback",
        "admin_matrix",
    ],
    "security_admin": [
        "admin_accounts",
        "admin_approvals",
        "admin_security",
        "admin_keys",
        "admin_matrix",
    ],
    "audit_admin": ["admin_records", "admin_matrix"],
}
ALL = sorted({name for names in PAGES.values() for name in names})


def member(cast: Cast, who: str) -> Credential:
    return cast.credential(who)


@pytest.mark.parametrize("who", sorted(PAGES))
@pytest.mark.parametrize("name", ALL)
def test_each_administrator_opens_their_own_pages_and_no_other(
    visit: Visit, who: str, name: str
) -> None:
    page = visit(who).get(reverse(f"accounts:{name}"))
    assert page.status_code == (200 if name in PAGES[who] else 403)


@pytest.mark.parametrize("who", ["resident", "committee", "chief", "street", "anonymous"])
def test_nobody_else_sees_the_administration(visit: Visit, who: str) -> None:
    page = visit(who).get(reverse("accounts:admin_accounts"))
    assert page.status_code == (302 if who == "anonymous" else 403)


def test_an_account_is_opened_and_its_password_shown_once(cast: Cast, visit: Visit) -> None:
    admin = visit("system_admin")
    typed = {"name": "梁嘉敏", "login": "GW-0133", "email": "", "community": "alpha"}
    answer = admin.post(reverse("accounts:admin_new_account"), typed)
    made = Credential.objects.get(login="gw-0133")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("accounts:admin_account", args=[made.pk])
    first, second = admin.get(answer["Location"]), admin.get(answer["Location"])
    assert "First password" in first.text
    assert "<code>" in first.text
    assert "<code>" not in second.text
    assert made.must_change_password
    assert made.opened_in_id == cast.a.id


def test_a_taken_login_is_told_under_its_field_and_the_text_stays(cast: Cast, visit: Visit) -> None:
    member(cast, "grid_worker")
    typed = {"name": "Somebody", "login": "grid_worker", "email": "", "community": "alpha"}
    page = visit("system_admin").post(reverse("accounts:admin_new_account"), typed)
    assert page.status_code == 409
    assert "This log-in name is taken" in page.text
    assert 'value="Somebody"' in page.text


def test_a_role_is_given_and_ended_on_the_account_page(cast: Cast, visit: Visit) -> None:
    admin, worker = visit("system_admin"), member(cast, "grid_worker")
    here = reverse("accounts:admin_account", args=[worker.pk])
    typed = {"role": Role.COMMITTEE, "community": "beta", "since": "2026-01-01", "until": ""}
    assert admin.post(here, typed).status_code == 302
    row = GrantRow.objects.get(community=cast.b, credential=worker)
    assert (row.role, row.pending, row.until) == (Role.COMMITTEE, False, None)
    ending = reverse("accounts:role_ending", args=[worker.pk, "beta", row.id])
    assert admin.post(ending, {"until": ""}).status_code == 302
    row.refresh_from_db()
    assert not row.counts(dt.date(2026, 11, 22))


def test_accounts_of_another_district_are_not_found(cast: Cast, visit: Visit) -> None:
    elsewhere = Credential.objects.create(
        login="elsewhere", name="Other District", created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    )
    admin = visit("system_admin")
    assert admin.get(reverse("accounts:admin_account", args=[elsewhere.pk])).status_code == 404
    assert "Other District" not in admin.get(reverse("accounts:admin_accounts")).text


@pytest.mark.parametrize("number", [0, 10**30])
def test_an_impossible_account_number_is_not_found(visit: Visit, number: int) -> None:
    page = visit("system_admin").get(reverse("accounts:admin_account", args=[number]))
    assert page.status_code == 404


def test_search_finds_by_part_of_a_name_and_by_role(cast: Cast, visit: Visit) -> None:
    for who in ("grid_worker", "committee", "chief"):
        member(cast, who)
    admin = visit("system_admin")
    by_name = admin.get(reverse("accounts:admin_accounts"), {"q": "ommitt"}).text
    assert "Committee" in by_name
    assert "Chief" not in by_name
    by_role = admin.get(reverse("accounts:admin_accounts"), {"role": Role.CHIEF}).text
    assert ">Chief</a>" in by_role
    assert ">Committee</a>" not in by_role


def test_a_key_is_shown_once_and_closed(cast: Cast, visit: Visit) -> None:
    member(cast, "partner")
    admin = visit("security_admin")
    until = (dt.date.today() + dt.timedelta(days=30)).isoformat()  # noqa: DTZ011  a form's day
    typed = {
        "name": "Hotline bridge",
        "community": "alpha",
        "keeper": "partner",
        "organisation": "",
        "scopes": ["cases:read"],
        "until": until,
    }
    here = reverse("accounts:admin_keys")
    assert admin.post(here, typed).status_code == 302
    first, second = admin.get(here).text, admin.get(here).text
    assert f"linli_{cast.a.id}_" in first
    assert "Shown only now" not in second
    assert "Hotline bridge" in second


def test_the_audit_finds_by_person_verb_thing_and_day(cast: Cast, visit: Visit) -> None:
    worker = member(cast, "grid_worker")
    give_role(
        community=cast.b,
        actor=cast.actor("system_admin"),
        credential_id=worker.pk,
        role=Role.GRID_WORKER,
        since=dt.date(2026, 1, 1),
    )
    say_about_platform(actor=Actor.anonymous("203.0.113.4"), community=cast.a, text="Secret words")
    audit, here = visit("audit_admin"), reverse("accounts:admin_records")
    everything = audit.get(here).text
    assert "<code>accounts.role_given</code>" in everything
    assert "<code>accounts.feedback_said</code>" in everything
    assert "Secret words" not in everything
    mine = audit.get(here, {"actor": "system_admin"}).text
    assert "<code>accounts.role_given</code>" in mine
    assert "<code>accounts.feedback_said</code>" not in mine
    given = Record.objects.get(community=cast.b, verb="accounts.role_given")
    assert "System Admin" in audit.get(here, {"thing": str(given.object_id)}).text
    assert "No record like this" in audit.get(here, {"until": "2001-01-01"}).text
    assert "No record like this" in audit.get(here, {"looks": "1"}).text


def test_the_audit_pages_by_a_cursor(cast: Cast, visit: Visit) -> None:
    for number in range(60):
        say_about_platform(
            actor=Actor.anonymous(f"203.0.113.{number}"), community=cast.a, text="again"
        )
    audit, here = visit("audit_admin"), reverse("accounts:admin_records")
    first = audit.get(here)
    assert first.text.count("<code>accounts.feedback_said</code>") == 50
    cursor = first.text.partition("before=")[2].partition('"')[0]
    assert audit.get(here, {"before": cursor}).text.count("<code>accounts.feedback_said") == 10


def test_strange_queries_of_the_audit_are_no_error(visit: Visit) -> None:
    asked = {
        "before": "x",
        "since": "31.31.31",
        "verb": "none",
        "community": "zz",
        "actor": "\u202e",
    }
    assert visit("audit_admin").get(reverse("accounts:admin_records"), asked).status_code == 200


def test_a_community_is_opened_and_its_desk_changed(cast: Cast, visit: Visit) -> None:
    admin = visit("system_admin")
    typed = {
        "parent": "sigma",
        "kind": "community",
        "name_hans": "港湾二村社区",
        "slug": "gangwanercun",
        "code": "ge",
    }
    assert admin.post(reverse("accounts:admin_new_community"), typed).status_code == 302
    again = admin.post(reverse("accounts:admin_new_community"), typed)
    assert again.status_code == 409
    here = reverse("accounts:admin_community", args=["gangwanercun"])
    changed = {"name_hans": "港湾二村社区", "phone": "020-8200 0102"}
    assert admin.post(here, changed).status_code == 302
    assert "020-8200 0102" in admin.get(reverse("accounts:admin_communities")).text


def test_a_first_password_signs_every_device_out(cast: Cast, visit: Visit) -> None:
    worker = visit("grid_worker")
    assert worker.get(reverse("accounts:me")).status_code == 200
    admin = visit("system_admin")
    credential = member(cast, "grid_worker")
    assert admin.post(reverse("accounts:new_password", args=[credential.pk])).status_code == 302
    assert worker.get(reverse("accounts:me")).status_code == 302


def test_keys_of_a_person_stand_on_their_page_and_close_there(cast: Cast, visit: Visit) -> None:
    member(cast, "partner")
    key, _secret = give_key(
        community=cast.a,
        actor=cast.actor("security_admin"),
        name="Bridge",
        keeper_login="partner",
        scopes=["cases:read"],
        until=dt.date.today() + dt.timedelta(days=9),  # noqa: DTZ011  a form's day
    )
    closing = reverse("accounts:key_closure", args=["alpha", key.id])
    assert visit("rival").post(closing).status_code == 403
    mine = visit("partner")
    assert "Bridge" in mine.get(reverse("accounts:me")).text
    assert mine.post(closing).status_code == 302
    key.refresh_from_db()
    assert key.closed_at is not None


def test_a_grid_worker_is_narrowed_to_a_grid_by_its_name(cast: Cast, visit: Visit) -> None:
    grid = apps.get_model("places", "Grid").objects.create(
        community=cast.a,
        kind="general",
        name="第三网格",
        code="3",
        sequence=3,
        opened_on=dt.date(2020, 1, 1),
    )
    admin, worker = visit("system_admin"), member(cast, "committee")
    here = reverse("accounts:admin_account", args=[worker.pk])
    assert "第三网格 · Alpha" in admin.get(here).text
    typed = {
        "role": Role.GRID_WORKER,
        "community": "alpha",
        "since": "2026-01-01",
        "narrow": f"grid_id={grid.id}",
    }
    assert admin.post(here, typed).status_code == 302
    row = GrantRow.objects.get(community=cast.a, credential=worker, role=Role.GRID_WORKER)
    assert row.grid_id == grid.id
