"""A personal link on a telephone: terms before the button, the training behind it, and the register afterwards."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from campaigning import answer_all, campaign_file
from desk import LOAD_MS, Desk
from live_server import LiveServer
from playwright.sync_api import expect

from leaksim.domain.kinds import Language
from leaksim.services.annual import open_trainings
from leaksim.services.campaign_records import training_token
from leaksim.services.campaign_texts import write_register
from leaksim.services.campaigns import open_campaigns

DAYS = {"opens": "2020-04-01", "closes": "2100-03-31", "keep_until": "2100-12-31"}


@pytest.fixture
def phone(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk(viewport={"width": 360, "height": 740})


def open_link(desk: Desk, token: str) -> str:
    """Open a personal link and give the state that the page shows."""
    desk.page.goto(f"{desk.address}c/{token}?lang=ja", wait_until="commit")
    panel = desk.page.locator(".ls-campaign-page [data-standing]")
    panel.wait_for(timeout=LOAD_MS)
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return panel.get_attribute("data-standing") or ""


def test_a_personal_link_from_the_terms_to_the_register(
    phone: Desk, served: tuple[LiveServer, str], tmp_path: Path
) -> None:
    campaigns = open_campaigns(served[1])
    opened = campaigns.open_file(campaign_file(tmp_path, ["E-1", "E-2"], **DAYS))
    token, other = (link.token for link in opened.links)
    name, page = opened.campaign.id, phone.page

    assert open_link(phone, token) == "invited"
    button = page.locator("[data-key=enter]")
    terms = page.get_by_text("人事部に見えるもの", exact=True)
    assert terms.bounding_box()["y"] < button.bounding_box()["y"]  # type: ignore[index]
    expect(page.get_by_text("2100年12月31日(金) まで保存", exact=False)).to_have_count(1)
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    assert campaigns.register(name, "auditors").rows[0].state == "outstanding"

    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/training/[A-Za-z0-9_-]{43}\?lang=ja$"), wait_until="commit", timeout=LOAD_MS)
    training = open_trainings(served[1]).resume(training_token(token))
    (first, *_) = training.state.attempts[0].papers
    expect(page.get_by_text(first.text.ja.splitlines()[0], exact=False).first).to_be_visible(timeout=LOAD_MS)
    answer_all(training)
    assert training.certificate is not None

    assert open_link(phone, token) == "done"
    expect(page.locator(".ls-number")).to_have_text(training.certificate)
    campaigns.exempt(name, "E-2", "出向中")
    assert open_link(phone, other) == "exempt"
    expect(page.locator("[data-key=enter]")).to_have_count(0)

    file = tmp_path / "register.csv"
    write_register(campaigns.register(name, "auditors"), file, datetime.now(UTC), Language.EN)
    done, exempt = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    assert (done["Roster id"], done["State"], done["Attempt that counts"]) == ("E-1", "done", "1")
    assert done["Certificate number"] == training.certificate
    assert (exempt["State"], exempt["Reason of exemption"]) == ("exempt", "出向中")
