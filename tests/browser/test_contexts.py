"""Tests share a browser's cache and nothing else."""

from __future__ import annotations

from contexts import Contexts
from live_server import LiveServer

STORED = "[localStorage.length, sessionStorage.length, document.cookie.includes('mine')]"


def test_what_a_page_stored_is_forgotten_between_tests(contexts: Contexts, server: LiveServer) -> None:
    options = {"locale": "en-GB", "viewport": {"width": 300, "height": 300}}
    first = contexts.lend(options)
    page = first.new_page()
    page.goto(server.address, wait_until="commit")
    page.evaluate("localStorage.mine = 'a'; sessionStorage.mine = 'b'; document.cookie = 'mine=c'")
    assert page.evaluate(STORED) == [1, 1, True]
    contexts.take_back(None)
    again = contexts.lend(options)
    assert (again is first, again.pages) == (True, [])
    page = again.new_page()
    page.goto(server.address, wait_until="commit")
    assert page.evaluate(STORED) == [0, 0, False]
    contexts.take_back(None)
