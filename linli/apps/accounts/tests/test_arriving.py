import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from linli.apps.accounts.models import GrantRow
from linli.apps.accounts.tests.test_sign_in import browser, sign_in
from linli.kernel.community import Community
from tests.cast import Cast


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("grid_worker", "cases:today"),
        ("committee", "cases:pool"),
        ("chief", "cases:pool"),
        ("partner", "cases:orders"),
        ("street", "cases:street"),
        ("resident", "people:me"),
        ("system_admin", ""),
        ("security_admin", ""),
        ("audit_admin", ""),
    ],
)
def test_each_role_arrives_at_its_own_first_page(cast: Cast, who: str, page: str) -> None:
    cast.credential(who)
    client = browser()
    assert sign_in(client, who)["Location"] == reverse("accounts:hats")
    home = cast.s if who == "street" else cast.a
    there = reverse(page, kwargs={"slug": home.slug}) if page else reverse("accounts:admin")
    assert client.get(reverse("accounts:hats"))["Location"] == there


def test_staff_who_live_in_the_same_community_arrive_at_their_work(cast: Cast) -> None:
    give(cast, "committee", cast.a)
    client = browser()
    sign_in(client, "committee")
    work = reverse("cases:pool", kwargs={"slug": cast.a.slug})
    assert client.get(reverse("accounts:hats"))["Location"] == work
    assert client.get(f"{reverse('accounts:hats')}?all=1").status_code == 200


def give(cast: Cast, who: str, home: Community) -> GrantRow:
    """One more role: a resident of a community."""
    return GrantRow.objects.create(
        community=home,
        credential=cast.credential(who),
        role="resident",
        since=dt.date(2000, 1, 1),
        given_by="system",
        written_at=timezone.now(),
    )


def test_roles_in_several_communities_ask_where_to_go(cast: Cast) -> None:
    row = give(cast, "system_admin", cast.b)
    client = browser()
    sign_in(client, "system_admin")
    page = client.get(reverse("accounts:hats"))
    assert "Resident" in page.text
    assert "System administrator" in page.text
    assert client.post(reverse("accounts:hats"), {"hat": str(row.id)}).status_code == 302
    again = client.post(reverse("accounts:hats"), {"hat": "somebody else's"})
    assert again["Location"] == reverse("accounts:hats")
