"""A walk through the pages as a role finds them: by links only, one page of each kind."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, Response

from tests.browser import PHONE, window
from tests.running import Running

LINKS = "() => [...document.querySelectorAll('a[href]')].map(e => e.href)"
AWAY = re.compile(
    r"/(photos|media|static|logout|original|small|exports|template|files)/|\.(ics|csv)"
)
SWITCHES = {"lang", "size", "theme", "next"}


class Walk:
    """`kinds` holds what was opened already: a page's name, and the names of its parameters."""

    def __init__(self, chromium: Browser, linli: Running, login: str, *, language: str) -> None:
        self.base = linli.base
        self.page = window(chromium, PHONE, language=language)
        self.page.emulate_media(reduced_motion="reduce")
        self.kinds: set[str] = set()
        self.noise: list[str] = []
        self.weight = 0
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.noise.append(f"script error: {error}"))
        self.page.on("response", self._weigh)
        if login:
            body = {"login": login, "second_factor": True}
            answer = self.page.request.post(f"{self.base}/_test/login", data=body)
            assert answer.ok, answer.text()

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.noise.append(f"console says: {text}")

    def _weigh(self, response: Response) -> None:
        if not response.url.startswith((self.base, "data:")):
            self.noise.append(f"asks another host: {response.url}")
        if response.ok and "image/" not in response.headers.get("content-type", ""):
            self.weight += int(response.headers.get("content-length") or 0)

    def pages(self, *starts: str, most: int = 60) -> Iterator[tuple[str, Page]]:
        """Breadth first: the address, and the page that stands open at it."""
        waiting = [self.base + start for start in starts]
        for _turn in range(2000):
            if not waiting or most <= 0:
                return
            address = waiting.pop(0)
            kind = self._kind(address)
            if kind is None or kind in self.kinds:
                continue
            self.kinds.add(kind)
            self.noise, self.weight = [], 0
            answer = self.page.goto(address)
            if answer is not None and answer.status != 200:
                self.noise.append(f"answers {answer.status}")
            most -= 1
            links: list[str] = self.page.evaluate(LINKS)
            yield address.removeprefix(self.base), self.page
            waiting += links

    def _kind(self, address: str) -> str | None:
        parts = urlsplit(address)
        names = {name for name, _value in parse_qsl(parts.query)}
        if not address.startswith(self.base + "/") or AWAY.search(address) or names & SWITCHES:
            return None
        try:
            name = resolve(parts.path).view_name
        except Resolver404:
            return None
        values = sorted(names & {"show", "tab", "kind", "type", "step"})
        return " ".join([name, *values])
