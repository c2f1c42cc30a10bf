"""What is wrong with one open page: each finding in one line, none when it is as it should be."""

import re
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
ENGLISH = re.compile(r"[A-Za-z][a-z']+(?:[ ,]+[A-Za-z][a-z']*){2,}")
# Screens on a wall, which nobody operates: they renew themselves, and take nothing from a reader.
SCREENS = re.compile(r"/(now|wall|screen)/(\?|$)")
SMALLEST_LARGE = 18  # px, in 长辈版

WIDTHS = """() => {
  const root = document.documentElement, wide = root.clientWidth;
  if (root.scrollWidth <= wide + 1) return [];
  const inScroller = (e) => { for (let p = e; p; p = p.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(p).overflowX)) return true; };
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > wide + 1 && !inScroller(e))
    .slice(-3).map(e => e.tagName + '.' + (e.getAttribute('class') || '')
      + ' ' + e.textContent.trim().slice(0, 30)).concat('(sideways)');
}"""

CUT = """() => [...document.querySelectorAll(
    '.btn, .tag, .plate, .chip, .tabs a, .top .t, h1, h2')]
  .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 2
    && getComputedStyle(e).display !== 'inline')
  .map(e => e.tagName + ' ' + e.textContent.trim().slice(0, 30)).slice(0, 3)"""

SMALL = """(smallest) => [...document.querySelectorAll('main *, .top *, .tabs *, .foot *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
    && e.getClientRects().length && !e.closest('svg, .sheet, sup, .vh')
    && parseFloat(getComputedStyle(e).fontSize) < smallest)
  .map(e => e.tagName + ' ' + getComputedStyle(e).fontSize + ' '
    + e.textContent.trim().slice(0, 20)).slice(0, 3)"""

TARGETS = """(size) => [...document.querySelectorAll(
    'main .btn, main .in:not(.s), main select, .tabs a, .pick label')]
  .filter(e => e.getClientRects().length && !e.closest('.sheet')
    && e.getBoundingClientRect().height < size - 1)
  .map(e => e.tagName + ' ' + Math.round(e.getBoundingClientRect().height) + ' '
    + e.textContent.trim().slice(0, 20)).slice(0, 3)"""

WORDS = """() => {
  const copy = document.querySelector('main').cloneNode(true);
  copy.querySelectorAll('code, pre, [lang=en], script, style, .code-line, textarea, [translate=no]')
    .forEach(e => e.remove());
  return copy.innerText;
}"""

RULES = """async ([tags, only]) => (await axe.run(document, {
    resultTypes: ['violations'],
    runOnly: only ? {type: 'rule', values: only} : {type: 'tag', values: tags},
  })).violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')
    + ' ' + n.html.slice(0, 90)).join(' | '))"""


def set_root(page: Page, name: str, value: str) -> None:
    page.evaluate("([n, v]) => document.documentElement.setAttribute(n, v)", [name, value])


def axe(page: Page, *only: str) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RULES, [WCAG, list(only) or None])
    return found


def seen(page: Page, script: str, argument: Any = None) -> list[str]:
    found: list[str] = page.evaluate(script, argument)
    return found


def untranslated(page: Page) -> list[str]:
    return [each.group() for each in ENGLISH.finditer(str(page.evaluate(WORDS)))][:3]


def narrow(page: Page) -> list[str]:
    """What a phone shows, in the usual and in the large size."""
    found = [f"phone is too wide: {each}" for each in seen(page, WIDTHS)]
    found += [f"phone cuts: {each}" for each in seen(page, CUT)]
    set_root(page, "data-size", "large")
    found += [f"large size is too wide: {each}" for each in seen(page, WIDTHS)]
    found += [f"large size cuts: {each}" for each in seen(page, CUT)]
    found += [f"large size has small text: {each}" for each in seen(page, SMALL, SMALLEST_LARGE)]
    found += [f"large size has a small target: {each}" for each in seen(page, TARGETS, 60)]
    set_root(page, "data-size", "normal")
    return found


def wide(page: Page) -> list[str]:
    return [f"desktop is too wide: {each}" for each in seen(page, WIDTHS)]


def barriers(page: Page) -> list[str]:
    """WCAG 2.1 AA in the light, and the contrast once more in the dark."""
    set_root(page, "data-theme", "light")
    found = axe(page)
    set_root(page, "data-theme", "dark")
    found += [f"in the dark: {each}" for each in axe(page, "color-contrast")]
    set_root(page, "data-theme", "auto")
    if SCREENS.search(page.url):
        found = [each for each in found if not each.startswith("meta-refresh")]
    return found
