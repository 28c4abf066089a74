"""A real Chromium for the page: found, never downloaded; tests that need it are skipped where there is none."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the path of a Chromium; skip where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium: install one, or set CHROMIUM to its path")
    return found


def axe() -> str:
    """Return the code of axe-core (https://github.com/dequelabs/axe-core); skip where it is not there."""
    path = os.environ.get("AXE")
    if not path or not Path(path).is_file():
        pytest.skip("no axe-core: npm install axe-core, and set AXE to its axe.min.js")
    return Path(path).read_text(encoding="utf-8")


@contextmanager
def browser() -> Iterator[Browser]:
    """Give a Chromium without a window; skip where there is none, or nothing to drive it with."""
    path = chromium()
    api = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install 'contentlint[browser]'")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


class Opened:
    """A page that was opened from a file, and what it did that it should not: complaints and requests."""

    def __init__(
        self, running: Browser, file: Path, scheme: Scheme = "light", width: int = 1280, *, scripts: bool = True
    ) -> None:
        """Open the file in a light or dark window of a width in pixels, `scripts` or no scripts."""
        self.file = file
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page: Page = running.new_page(
            color_scheme=scheme, viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.go()

    def go(self, fragment: str = "") -> None:
        """Load the page anew, at an address within it."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.file.as_uri()}{fragment}")

    @property
    def fragment(self) -> str:
        """The part of the address after the file, once it has settled."""
        self.page.wait_for_timeout(400)
        return str(self.page.url).partition("#")[2]

    @property
    def status(self) -> str:
        """How many findings the page says there are."""
        return str(self.page.locator(".status").inner_text())

    @property
    def messages(self) -> list[str]:
        """The messages of the findings that are shown."""
        return list(self.page.locator("button.open .said").all_inner_texts())

    def assert_quiet(self) -> None:
        """Hold that the page asked for nothing but itself and complained of nothing."""
        assert not self.complaints
        assert {url.partition("#")[0] for url in self.requests} <= {self.file.as_uri(), "about:blank"}
