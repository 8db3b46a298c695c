"""Browser contexts that tests share one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

ACTION_MS = 30_000  # a busy machine of two cores may take its time; what never comes still fails


class Contexts:
    """Browser contexts by their options, lent to one test at a time.

    What a page stored is forgotten between tests. The browser's cache stays, as it does for a reader who comes again:
    fetching and compiling the same scripts for every test took a sixth of the time.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}
        self._lent: list[tuple[str, BrowserContext]] = []

    def lend(self, options: dict[str, Any]) -> BrowserContext:
        key = repr(sorted(options.items()))
        free = self._free.setdefault(key, [])
        context = free.pop() if free else self._browser.new_context(**options)
        context.set_default_timeout(ACTION_MS)
        self._lent.append((key, context))
        return context

    def take_back(self, pictures: Path | None) -> None:
        """`pictures`: the folder for a picture of each page, where the test has failed."""
        while self._lent:
            key, context = self._lent.pop()
            if pictures is not None:
                for page in context.pages:
                    pictures.mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=pictures / f"{len(list(pictures.iterdir())) + 1}.png", full_page=True)
            if pictures is not None or not self._forget(context):
                context.close()
            else:
                self._free[key].append(context)

    @staticmethod
    def _forget(context: BrowserContext) -> bool:
        """Close the pages and drop what they stored; False where no page is left to do that with."""
        pages = context.pages
        if not pages:
            return False
        session = context.new_cdp_session(pages[0])
        for origin in {"/".join(page.url.split("/", 3)[:3]) for page in pages if page.url.startswith("http")}:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        context.clear_cookies()
        for page in pages:
            page.close()
        return True
