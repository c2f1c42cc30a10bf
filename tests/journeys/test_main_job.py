"""Steps 1 to 4 of the main job, as a newcomer walks them, each person at their own window.

A resident without an account reports a dark stairwell from a phone; the grid worker finds it and
passes it up; the committee dispatches it, the firm repairs, the committee checks and closes; the
resident rates; the public board shows it answered.
"""

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, PHONE, PICTURES, too_wide, window
from tests.journeys.conftest import HERE, Demo

pytestmark = [pytest.mark.long, pytest.mark.browser]
HOME = f"/c/{HERE}/"
NUMBER = re.compile(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def signed_in(chromium: Browser, demo: Demo, login: str, size: tuple[int, int]) -> Page:
    page = window(chromium, size)
    answer = page.request.post(
        f"{demo.linli.base}/_test/login", data={"login": demo.logins[login], "second_factor": True}
    )
    assert answer.ok
    return page


def snap(page: Page, name: str) -> None:
    """No page may scroll sideways; with LINLI_PICTURES=1 it becomes a picture of the docs."""
    assert not too_wide(page), f"{name} scrolls sideways"
    if os.environ.get("LINLI_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        drawn = Image.open(io.BytesIO(page.screenshot()))
        drawn.convert("RGB").quantize(128).save(PICTURES / f"{name}.png", optimize=True)


def send(page: Page) -> None:
    """The one solid button of a form in the text."""
    page.locator("main form button.btn:not(.line):not(.soft):not(.quiet)").last.click()


def act(page: Page, case: str, noun: str, **fields: str) -> None:
    """Open the form of an act, fill what is given, send it; back on the case's page."""
    page.goto(f"{case}{noun}/")
    for name, value in fields.items():
        radio = page.locator(f'input[type=radio][name="{name}"][value="{value}"]')
        if radio.count():
            radio.check(force=True)
        elif page.locator(f'input[type=file][name="{name}"]').count():
            page.locator(f'input[type=file][name="{name}"]').set_input_files(value)
        else:
            page.locator(f'main [name="{name}"]').fill(value)
    send(page)
    expect(page).to_have_url(case)


def test_a_dark_stairwell_from_the_phone_to_the_public_answer(
    demo: Demo, chromium: Browser, photo: Path
) -> None:
    resident = window(chromium, PHONE)
    code = report(resident, demo, photo)
    case = passed_up(signed_in(chromium, demo, "grid_worker", PHONE), demo)
    committee = signed_in(chromium, demo, "committee", DESKTOP)
    dispatched(committee, demo, case)
    repaired(signed_in(chromium, demo, "partner", PHONE), case, photo)
    closed(committee, case)
    rated(resident, demo, code)
    board = window(chromium, DESKTOP)
    board.goto(f"{demo.linli.base}{HOME}cases/?show=answered")
    expect(board.locator("main")).to_contain_text("2号楼4单元楼道灯不亮")
    snap(board, "board")


def report(page: Page, demo: Demo, photo: Path) -> str:
    page.goto(f"{demo.linli.base}{HOME}")
    snap(page, "home")
    page.get_by_role("link", name="我要反映").first.click()
    page.locator('input[name="group"][value="facility"]').check(force=True)
    page.locator('[name="text"]').fill("四单元一楼到三楼的灯都不亮，老人晚上下楼看不清台阶")
    snap(page, "report")
    page.locator(".dock button[value=next]").click()
    page.locator('[name="place_words"]').fill("2号楼4单元")
    page.locator('input[name="type"][value="lighting.stairwell"]').check(force=True)
    page.locator(".dock button[value=next]").click()
    page.locator('[name="photos"]').set_input_files(str(photo))
    page.locator(".dock button[value=next]").click()
    found = NUMBER.search(page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    snap(page, "receipt")
    return found.group(0)


def passed_up(page: Page, demo: Demo) -> str:
    page.goto(f"{demo.linli.base}{HOME}work/today/")
    snap(page, "today")
    link = page.locator('main a[href*="/work/cases/"]').filter(has_text="四单元一楼到三楼").first
    link.click()
    case = page.url
    act(page, case, "passes", words="要请电工，网格解决不了")
    return case


def dispatched(page: Page, demo: Demo, case: str) -> None:
    page.goto(f"{demo.linli.base}{HOME}work/cases/")
    snap(page, "pool")
    page.goto(case)
    if page.locator('main a[href$="/acceptances/"]').count():
        act(page, case, "acceptances")
    page.goto(f"{case}dispatches/")
    page.get_by_role("radio", name=demo.firm).check(force=True)
    send(page)
    expect(page).to_have_url(case)
    snap(page, "case")


def repaired(page: Page, case: str, photo: Path) -> None:
    act(page, case, "signatures")
    page.goto(case)
    if page.locator('main a[href$="/contacts/"]').count():
        page.goto(f"{case}contacts/")
        page.locator('input[name="reached"][value="no"]').check(force=True)
        send(page)
    act(page, case, "starts")
    page.goto(f"{case}results/")
    page.locator('input[type=radio][name="outcome"]').first.check(force=True)
    page.locator('main [name="result"]').fill("换了三盏声控灯，试亮正常")
    send(page)
    expect(page).to_have_url(case)


def closed(page: Page, case: str) -> None:
    act(page, case, "site-checks", passed="yes")
    act(page, case, "closures")
    page.goto(f"{case}publications/")
    page.locator('main [name="public_title"]').fill("2号楼4单元楼道灯不亮")
    page.locator('main [name="public_result"]').fill("换了三盏声控灯")
    send(page)
    page.goto(case)
    snap(page, "case-closed")


def rated(page: Page, demo: Demo, code: str) -> None:
    page.goto(f"{demo.linli.base}{HOME}query/")
    page.locator('[name="code"]').fill(code)
    send(page)
    page.locator('input[name="solved"][value="yes"]').check(force=True)
    page.locator('input[name="satisfied"][value="yes"]').check(force=True)
    page.get_by_role("button", name="提交评价").click()
    expect(page.locator("main")).to_contain_text("满意")
    snap(page, "follow")
