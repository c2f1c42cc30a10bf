"""What holds for every page: languages, size, theme, safety headers, refusals."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from linli.kernel.community import Community
from linli.web.kept import inside, keep, kept, typed_in
from linli.web.paging import page_of
from tests.cast import Cast

Visit = Callable[[str], Client]
TEMPLATES = [
    path
    for folder in (settings.PACKAGE_DIR,)
    for path in Path(folder).rglob("templates_j/**/*.html")
]


@pytest.mark.parametrize(
    ("wish", "lang"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-TW,zh;q=0.8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("fr,de;q=0.5", "zh-Hans"),
        ("fr,en;q=0.5", "en"),
        ("", "zh-Hans"),
        ("\x00;;;q=nonsense," * 300, "zh-Hans"),
    ],
)
def test_the_browsers_wish_comes_first(cast: Cast, wish: str, lang: str) -> None:
    page = Client(headers={"accept-language": wish}).get("/c/alpha/")
    assert f'<html lang="{lang}"' in page.text
    assert page["Content-Language"] == lang.lower()


def test_the_readers_choice_wins_and_stays(cast: Cast, visit: Visit) -> None:
    client = visit("anonymous")
    assert '<html lang="zh-Hant"' in client.get("/c/alpha/?lang=zh-hant").text
    assert '<html lang="zh-Hant"' in client.get("/c/alpha/").text
    assert client.cookies["linli_language"]["samesite"] == "Lax"


def test_size_and_theme_stay_and_nonsense_changes_nothing(cast: Cast, visit: Visit) -> None:
    client = visit("anonymous")
    assert 'data-size="large"' in client.get("/c/alpha/?size=large&theme=dark").text
    again = client.get("/c/alpha/?size=huge&theme=pink&lang=xx").text
    assert 'data-size="large"' in again
    assert 'data-theme="dark"' in again
    assert 'data-size="large"' not in client.get("/c/alpha/?size=normal").text


@pytest.mark.parametrize("path", ["/", "/c/alpha/", "/login/", "/privacy/", "/nowhere/"])
def test_every_answer_keeps_strangers_out(cast: Cast, visit: Visit, path: str) -> None:
    answer = visit("anonymous").get(path)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert re.fullmatch("[0-9a-f]{12}", answer["X-Request-Id"])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_policy_forbids(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text) == []
    assert re.findall(r"<[a-z][^>]*\son[a-z]+=", text) == []
    assert re.findall(r"<[a-z][^>]*\sstyle=", text) == []
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text) == []


def test_a_page_that_is_not_there_says_what_to_do(cast: Cast, visit: Visit) -> None:
    page = visit("anonymous").get("/nowhere/")
    assert page.status_code == 404
    assert "Nothing here" in page.text
    assert page["X-Request-Id"] in page.text


def test_a_member_of_staff_finds_the_menu_and_a_stranger_does_not(visit: Visit) -> None:
    here = "/c/alpha/work/menu/"
    assert visit("committee").get(here).status_code == 200
    assert visit("outsider").get(here).status_code == 404
    assert visit("anonymous").get(here).status_code == 302


def test_privacy_and_accessibility_name_a_person_to_call(cast: Cast, visit: Visit) -> None:
    for path in ("/privacy/", "/accessibility/"):
        page = visit("anonymous").get(path)
        assert page.status_code == 200
        assert 'href="tel:020-00000101"' in page.text


def test_an_expired_form_comes_back_with_its_text(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    typed = {"text": "灯坏了\n三天", "password": "never shown"}
    page = client.post("/feedback/", typed)
    assert page.status_code == 403
    assert "灯坏了\n三天</textarea>" in page.text
    assert "never shown" not in page.text


def test_typed_text_travels_signed_and_without_secrets(rf: object) -> None:
    from django.test import RequestFactory

    request = RequestFactory().post("/x/?y=1", {"a": ["1", "2"], "password": "p", "kept": "k"})
    assert typed_in(request) == [("a", "1"), ("a", "2")]
    back = kept(keep(request))
    assert back is not None
    assert (back.action, back.typed) == ("/x/?y=1", [("a", "1"), ("a", "2")])
    assert kept(keep(request) + "x") is None
    assert kept("") is None


def test_more_than_a_form_can_carry_is_not_carried() -> None:
    import secrets

    from django.test import RequestFactory

    request = RequestFactory().post("/x/", {"a": secrets.token_hex(120_000)})
    assert keep(request) == ""


@pytest.mark.parametrize(
    ("address", "safe"),
    [("/c/a/", "/c/a/"), ("//evil.example", ""), ("https://evil.example", ""), ("c/a", "")],
)
def test_only_addresses_of_this_installation_are_inside(address: str, safe: str) -> None:
    assert inside(address) == safe


@pytest.mark.parametrize(("asked", "shown"), [(1, 1), (2, 2), (99, 2), (0, 1), (-3, 1)])
def test_a_page_beyond_the_last_is_the_last(cast: Cast, asked: int, shown: int) -> None:
    page = page_of(Community.objects.order_by("id"), max(asked, 1), size=2)
    assert (page.number, page.pages, page.total, len(page.rows)) == (shown, 2, 4, 2)


def test_the_address_of_the_work_leads_to_the_first_page_of_the_side_bar(visit: Visit) -> None:
    assert visit("grid_worker").get("/c/alpha/work/")["Location"] == "/c/alpha/work/today/"
    assert visit("partner").get("/c/alpha/work/")["Location"] == "/c/alpha/work/orders/"
    assert visit("outsider").get("/c/alpha/work/").status_code == 404
    assert visit("anonymous").get("/c/alpha/work/")["Location"].startswith("/login/")


def test_an_address_with_the_character_nought_is_refused(client: Client, cast: Cast) -> None:
    for path in ("/?q=%00", f"/c/{cast.a.slug}/cases/?group=%00", f"/c/{cast.a.slug}/q/a%00b/"):
        assert client.get(path).status_code == 400
