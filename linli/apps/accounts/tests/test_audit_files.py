from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from linli.apps.accounts.public import say_about_platform
from linli.kernel.access.actor import Actor
from linli.kernel.records.models import Record
from tests.cast import Cast

Visit = Callable[[str], Client]
HERE = reverse("accounts:admin_records")


def test_what_was_found_is_taken_away_whole_and_that_is_written_down(
    cast: Cast, visit: Visit
) -> None:
    for number in range(60):
        say_about_platform(
            actor=Actor.anonymous(f"203.0.113.{number}"), community=cast.a, text="Secret words"
        )
    audit = visit("audit_admin")
    answer = audit.get(HERE, {"verb": "accounts.feedback_said", "format": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (answer["Content-Type"], len(lines)) == ("text/csv; charset=utf-8", 61)
    assert lines[0].startswith("When,Who,Name,What")
    assert "Secret words" not in answer.content.decode()
    taken = Record.objects.get(
        community_id__in=[cast.d.id, cast.s.id, cast.a.id, cast.b.id],
        verb="accounts.records_exported",
    )
    assert (taken.actor, taken.payload) == (cast.actor("audit_admin").ref, {"count": 60})
    assert "records_exported" in audit.get(HERE, {"looks": "1"}).text


def test_only_the_audit_takes_records_and_only_in_known_forms(cast: Cast, visit: Visit) -> None:
    for who in ("system_admin", "security_admin", "chief", "outsider"):
        assert visit(who).get(HERE, {"format": "csv"}).status_code == 403
    audit = visit("audit_admin")
    assert audit.get(HERE, {"format": "xlsx"}).content[:2] == b"PK"
    assert audit.get(HERE, {"format": "pdf"}).status_code == 400


def test_accounts_are_a_list_to_take_away(cast: Cast, visit: Visit) -> None:
    cast.credential("committee")
    page = reverse("accounts:admin_accounts")
    text = visit("system_admin").get(page, {"format": "csv"}).content.decode("utf-8-sig")
    assert "committee" in text
    assert visit("committee").get(page, {"format": "csv"}).status_code == 403
