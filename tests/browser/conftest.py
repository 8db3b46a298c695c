"""The real server with the real content, once per session, and pages in Debian's Chromium that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from desk import Desk
from live_server import LiveServer, start_server
from playwright.sync_api import Browser, BrowserContext, Error, expect
from watch import Watch

from leaksim.domain.events import Event
from leaksim.scoring.strategies import Strategy, autoplay
from leaksim.services.runs import Run, Runs, open_runs

ACTION_MS = 30_000
expect.set_options(timeout=ACTION_MS)  # a busy machine of two cores may take its time; what never comes still fails


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveServer, str]]:
    server, database_url = start_server(tmp_path_factory.mktemp("server"))
    try:
        yield server, database_url
    finally:
        server.stop()


@pytest.fixture
def server(served: tuple[LiveServer, str]) -> LiveServer:
    return served[0]


class RepeatableRuns:
    """The server's database, read beside it. Each start without a seed has one that follows from the test's name."""

    def __init__(self, runs: Runs, test: str) -> None:
        self._runs = runs
        self._seeds = (int(sha256(f"{test}/{n}".encode()).hexdigest()[:15], 16) for n in count())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._runs, name)

    def start(self, **options: Any) -> str:
        return self._runs.start(**{"seed": next(self._seeds), **options})


@pytest.fixture
def runs(served: tuple[LiveServer, str], request: pytest.FixtureRequest) -> RepeatableRuns:
    return RepeatableRuns(open_runs(served[1]), request.node.name)


@pytest.fixture
def new_context(
    browser: Browser, request: pytest.FixtureRequest, output_path: str
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: wide and Japanese unless told otherwise. Each open page of a failed test is pictured."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        wanted = {"locale": "ja-JP", "viewport": {"width": 1280, "height": 900}, **options}
        context = browser.new_context(**wanted)
        context.set_default_timeout(ACTION_MS)
        made.append(context)
        return context

    yield make
    report = getattr(request.node, "rep_call", None)
    if request.config.getoption("--screenshot") != "off" and report is not None and report.failed:
        for number, page in enumerate((page for context in made for page in context.pages), start=1):
            with suppress(Error):  # of a page that has crashed there is no picture
                page.screenshot(path=Path(output_path) / f"{number}.png", full_page=True)
    for context in made:
        context.close()


@pytest.fixture
def open_desk(server: LiveServer, new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Desk]]:
    """Makes desks. At the end each is asked: did every request stay here, and did nothing complain?"""
    made: list[Desk] = []

    def make(context: BrowserContext | None = None, *, trouble: bool = False, **options: Any) -> Desk:
        """`trouble`: the test breaks something, so that the browser's console may say so."""
        page = (context or new_context(**options)).new_page()
        desk = Desk(page, server.address, Watch(page))
        desk.trouble = trouble
        made.append(desk)
        return desk

    yield make
    for desk in made:
        own = (server.address, server.address.replace("http", "ws", 1), "data:", "blob:")
        assert [url for url in desk.watch.requests if not url.startswith(own)] == []
        if not desk.trouble:
            assert desk.watch.errors == []


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()


@pytest.fixture(scope="session")
def plan() -> Callable[[Run, Strategy], tuple[Event, ...]]:
    """The events with which a strategy plays a stored run, made from its frozen incident and guide."""

    def make(run: Run, strategy: Strategy = Strategy.PERFECT) -> tuple[Event, ...]:
        frozen = run._frozen
        return autoplay(strategy, frozen.incident, frozen.playbook, frozen.library).events

    return make
