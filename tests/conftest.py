"""Shared by all tests: which Chromium the browser tests drive, and how it is started."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine makes its inputs says nothing about what is tested; a first run also builds character tables.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# The first is Debian's Chromium without its window: the same engine, and a page costs a quarter less.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_chromium() -> str | None:
    """Path of the browser to drive: LEAKSIM_CHROMIUM, else an installed one, else Playwright's own."""
    named = os.environ.get("LEAKSIM_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    for name in CHROMIUM_NAMES:
        path = shutil.which(name)
        if path:
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if os.path.exists(own) else None


@pytest.fixture(scope="session")
def chromium_executable() -> str:
    """Path of Chromium; a test that needs it fails, and is never skipped, where there is none."""
    path = find_chromium()
    if path is None:
        pytest.fail(
            "The browser tests need Chromium. Run `make test`, which installs it where it may, or install it "
            "(Debian: apt-get install chromium), or set LEAKSIM_CHROMIUM to a Chromium or Chrome program.",
            pytrace=False,
        )
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium_executable: str) -> dict[str, Any]:
    """Start options of pytest-playwright's browser: the system's Chromium, silent on the network."""
    return {**browser_type_launch_args, "executable_path": chromium_executable, "args": CHROMIUM_ARGS}
