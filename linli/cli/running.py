"""Web, worker and demo loader as children of one process that Ctrl-C ends."""

import signal
import subprocess
import sys
import time
import urllib.request
from types import FrameType

from linli.cli.ground import migrate, port_is_free, prepare_data
from linli.cli.main import CommandError
from linli.cli.say import say
from linli.cli.tour import print_tour
from linli.demo.public import TOUR_SLUG, rest_to_load, tour_to_load

WAIT_FOR_WEB = 30.0


def run_all(*, host: str, port: int, demo: bool) -> int:
    if not port_is_free(host, port):
        raise CommandError(f"port {port} is taken. Use another: PORT={port + 1} make run")
    prepare_data()
    migrate()
    address = f"http://{host}:{port}"
    children = Children()
    children.start("serve", "--host", host, "--port", str(port))
    loads = demo and tour_to_load()
    if loads:  # begins while the server is still starting: a newcomer waits for both
        children.start("demo", "--community", TOUR_SLUG, lasting=False)
    wait_for(f"{address}/", children)
    if loads:
        say(f"{address}/ answers. The demo's first community is loading, half a minute or so:")
        children.finish()
    if children.failed:
        children.stop()
        raise CommandError(
            "the demo was not loaded, for the reason above. The next start goes on from there."
        )
    if not children.asked:
        children.start("work")
        if demo and rest_to_load():
            children.start("demo", "--rest", lasting=False)
        print_tour(address, demo=demo)
    return children.wait()


class Children:
    """Processes of this same program; when a lasting one ends, all end."""

    def __init__(self) -> None:
        self.lasting: list[subprocess.Popen[bytes]] = []
        self.passing: list[subprocess.Popen[bytes]] = []
        self.asked = False
        self.failed = False
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)

    def start(self, *words: str, lasting: bool = True) -> None:
        # Own session: Ctrl-C reaches only us, and we end the children in order.
        child = subprocess.Popen(  # noqa: S603  our own interpreter and our own words
            [sys.executable, "-m", "linli", *words], start_new_session=True
        )
        (self.lasting if lasting else self.passing).append(child)

    def finish(self) -> None:
        """Wait for the last one that passes; Ctrl-C, or the end of a lasting one, ends the wait."""
        child = self.passing[-1]
        while child.poll() is None and not self.asked and self.all_live():
            time.sleep(0.1)
        self.failed = bool(child.returncode)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if not self.lasting:
            raise KeyboardInterrupt

    def all_live(self) -> bool:
        return all(child.poll() is None for child in self.lasting)

    def wait(self) -> int:
        while not self.asked and not self.failed and self.all_live():
            time.sleep(0.2)
        fell = 0 if self.asked else 1
        self.stop()
        return fell

    def stop(self) -> None:
        everyone = [*self.passing, *self.lasting]
        for child in everyone:
            if child.poll() is None:
                child.terminate()
        for child in everyone:
            try:
                child.wait(timeout=12)
            except subprocess.TimeoutExpired:
                child.kill()


def wait_for(address: str, children: Children) -> None:
    until = time.monotonic() + WAIT_FOR_WEB
    while time.monotonic() < until and not children.asked:
        if not children.all_live():
            children.stop()
            raise CommandError("the web server did not start; its message stands above.")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  our own address
                return
        except OSError:
            time.sleep(0.1)
