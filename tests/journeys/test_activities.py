"""An evening in the red book bar, as people live it: announced, signed up for from three doors,
one moves up from the waiting list, checked in by the code on the wall and from the paper sheet,
filed, and the person-times stand in the public calendar and in the API with their rows.
"""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, PHONE, window
from tests.journeys.test_main_job import send, snap
from tests.running import Running, running

pytestmark = [pytest.mark.long, pytest.mark.browser]
TITLE = "学会在手机上挂号"
WORK = "/c/alpha/work/activities/"


@pytest.fixture
def evening() -> Iterator[Running]:
    with running(os.environ.get("LINLI_TEST_DB", "sqlite")) as made:
        made.door("seed", {"fixture": "residents", "residents": 3})
        made.door("clock", {"now": "2026-03-09T10:00:00+08:00"})
        yield made


def signed_in(chromium: Browser, linli: Running, login: str, size: tuple[int, int]) -> Page:
    page = window(chromium, size)
    answer = page.request.post(
        f"{linli.base}/_test/login", data={"login": login, "second_factor": True}
    )
    assert answer.ok
    return page


def test_an_evening_from_the_poster_to_the_figures(evening: Running, chromium: Browser) -> None:
    staff = signed_in(chromium, evening, "committee", DESKTOP)
    activity, date = announced(staff, evening)
    first = signed_in(chromium, evening, "r1", PHONE)
    receipt = signed_up(first, evening, "place")
    by_telephone(staff, date)
    mother = signed_in(chromium, evening, "mother", PHONE)
    waiting = signed_up(mother, evening, "waiting-list")
    expect(mother.locator("h1")).to_contain_text("第 1 位")
    withdrawn(first, receipt)
    mother.goto(waiting)
    expect(mother.locator("h1")).to_contain_text("报上了")
    evening.door("clock", {"now": "2026-03-11T19:05:00+08:00"})
    by_the_wall(staff, mother, date)
    by_paper(staff, date)
    evening.door("clock", {"now": "2026-03-12T09:00:00+08:00"})
    filed(staff, activity)
    anybody = window(chromium, PHONE)
    anybody.goto(f"{evening.base}/c/alpha/activities/?from=2026-03-09")
    expect(anybody.locator("main")).to_contain_text("7 人次")
    snap(anybody, "activities-calendar")
    counted(staff, evening, date)


def announced(page: Page, linli: Running) -> tuple[str, str]:
    page.goto(f"{linli.base}{WORK}new/")
    page.locator('[name="title"]').fill(TITLE)
    page.locator('[name="kind"]').select_option("class")
    for name, value in {
        "day": "2026-03-11",
        "begins": "19:00",
        "ends": "20:30",
        "place_words": "红书吧",
        "capacity": "2",
    }.items():
        page.locator(f'main [name="{name}"]').fill(value)
    snap(page, "activity-new")
    send(page)
    expect(page.locator("h1")).to_have_text(TITLE)
    activity = page.url
    page.locator('main a[href*="/dates/"]').filter(has_text="19:00").click()
    return activity, page.url


def signed_up(page: Page, linli: Running, name: str) -> str:
    page.goto(f"{linli.base}/c/alpha/activities/?from=2026-03-09")
    page.locator("main a").filter(has_text=TITLE).first.click()
    snap(page, f"activity-before-{name}")
    page.locator(".dock .btn").click()
    expect(page).to_have_url(re.compile("/sign-ups/[0-9a-f-]+/$"))
    snap(page, f"activity-{name}")
    return page.url


def by_telephone(page: Page, date: str) -> None:
    page.goto(f"{date}sign-ups/?q=黄阿婆")
    page.locator('main [name="name"]').fill("黄阿婆")
    page.locator('main [name="phone"]').fill("13800004321")
    page.locator('[name="door"][value="staff_phone"]').check(force=True)
    page.locator("main form[method=post] button.btn").click()
    expect(page).to_have_url(date)
    expect(page.locator("main")).to_contain_text("黄阿婆")
    snap(page, "activity-board")


def withdrawn(page: Page, receipt: str) -> None:
    page.goto(receipt)
    page.locator("main button.danger").click()
    expect(page.locator("main h1")).to_contain_text("退")


def by_the_wall(staff: Page, page: Page, date: str) -> None:
    staff.goto(f"{date}wall/")
    address = staff.locator(".code-line").inner_text().strip()
    snap(staff, "activity-wall")
    page.goto(address)
    page.locator("main button.btn").first.click()
    expect(page.locator("main")).to_contain_text("已签到")


def by_paper(page: Page, date: str) -> None:
    page.goto(f"{date}paper/")
    page.locator('input[name="came"] + label').filter(has_text="黄阿婆").click()
    page.locator('main [name="all"]').fill("5")
    snap(page, "activity-paper")
    send(page)
    expect(page).to_have_url(date)


def filed(page: Page, activity: str) -> None:
    page.goto(f"{activity}filings/")
    page.locator('[name="result_text"]').fill("两位会自己挂号了，大家都说下次还来。")
    for name, value in {"what": "学会挂号", "number": "2", "unit": "人"}.items():
        page.locator(f'main [name="{name}"]').fill(value)
    send(page)
    expect(page).to_have_url(activity)


def counted(page: Page, linli: Running, date: str) -> None:
    session = date.rstrip("/").rpartition("/")[2]
    answer = page.request.get(f"{linli.base}/api/v1/c/alpha/sessions/{session}/counts")
    assert answer.ok, answer.text()
    told = answer.json()
    assert (told["persons"], told["person_times"], told["anonymous"]) == (2, 7, 5)
    assert (
        len(told["drill"]["attendances"])
        + sum(each["number"] for each in told["drill"]["headcounts"])
        == 7
    )
