"""Every page as its readers meet it: in Chinese, on a phone and a desktop, in the large size,
in the dark, with the keyboard and without scripts. Pages are found by links, one of each kind.
"""

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import DESKTOP, PHONE, window
from tests.journeys import looking
from tests.journeys.conftest import HERE, Demo
from tests.journeys.walking import Walk

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.once]
HOME = f"/c/{HERE}/"
LIGHT = 100_000  # bytes of a public page before its photos
WALKS = {
    "anonymous": ("/", "/login/", HOME, f"{HOME}report/"),
    "resident": (f"{HOME}me/", "/me/"),
    "grid_worker": (f"{HOME}work/menu/", f"{HOME}work/"),
    "committee": (f"{HOME}work/menu/", f"{HOME}work/"),
    "partner": (f"{HOME}work/my-organisation/", f"{HOME}work/menu/"),
    "street": ("/me/roles/", f"{HOME}work/menu/"),
    "system_admin": ("/admin/", "/admin/menu/"),
    "security_admin": ("/admin/", "/admin/menu/"),
    "audit_admin": ("/admin/", "/admin/menu/"),
}


@pytest.fixture(scope="module")
def examined() -> set[str]:
    """The public pages: a role's own walk passes them by."""
    return set()


@pytest.mark.parametrize("role", WALKS)
def test_every_page_found_by_links_is_fit_to_read(
    demo: Demo, chromium: Browser, examined: set[str], role: str
) -> None:
    walk = Walk(chromium, demo.linli, demo.logins.get(role, ""), language="zh-CN")
    walk.kinds = set(examined)
    found: dict[str, list[str]] = {}
    for address, page in walk.pages(*WALKS[role]):
        findings = looking.untranslated(page) + looking.narrow(page)
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        findings += looking.wide(page) + looking.barriers(page) + walk.noise
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        if role == "anonymous" and walk.weight > LIGHT:
            findings.append(f"weighs {walk.weight} bytes")
        if findings:
            found[address] = findings
    if role == "anonymous":
        examined |= walk.kinds
    walk.page.context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


def test_public_pages_fit_in_english(demo: Demo, chromium: Browser) -> None:
    walk = Walk(chromium, demo.linli, "", language="en-GB")
    found = {
        address: findings
        for address, page in walk.pages(HOME, most=12)
        if (findings := looking.narrow(page) + walk.noise)
    }
    walk.page.context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


def test_a_report_is_sent_without_scripts_from_the_large_size(
    demo: Demo, chromium: Browser
) -> None:
    page = window(chromium, PHONE, scripts=False)
    page.goto(f"{demo.linli.base}{HOME}report/?size=large")
    page.locator('input[name="group"][value="facility"]').check(force=True)
    page.locator('[name="text"]').fill("楼道灯不亮，晚上看不见台阶")
    page.locator(".dock button[value=next]").click()
    page.locator('[name="place_words"]').fill("1号楼")
    page.locator('input[name="type"][value="lighting.stairwell"]').check(force=True)
    page.locator(".dock button[value=next]").click()
    page.locator(".dock button[value=next]").click()
    expect(page.locator("main .num.code")).to_be_visible()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    demo: Demo, chromium: Browser
) -> None:
    page = window(chromium, DESKTOP)
    page.goto(demo.linli.base + HOME)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    outlines = []
    for _press in range(12):
        page.keyboard.press("Tab")
        outlines.append(
            page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        )
    assert set(outlines) == {"solid"}
