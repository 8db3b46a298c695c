"""The pages as a person uses them: every method works the controls that are on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect
from watch import Watch

from leaksim.domain.catalogue import QuestionKind
from leaksim.domain.events import Acted, Answered, Event, PhaseClosed
from leaksim.domain.incident import AskedQuestion, Incident
from leaksim.domain.kinds import Language

LOAD_MS = 30_000


class Desk:
    """One browser page on one server, whose `address` ends with a slash; `watch` records it."""

    trouble = False

    def __init__(self, page: Page, address: str, watch: Watch) -> None:
        self.page = page
        self.address = address
        self.watch = watch

    # --- opening ------------------------------------------------------------------------------------------

    def open_start(self, language: str = "ja") -> None:
        self.page.goto(f"{self.address}?lang={language}", wait_until="commit")
        expect(self.page.locator(".ls-start-page")).to_be_visible(timeout=LOAD_MS)

    def open_run(self, token: str, language: str = "ja") -> None:
        self.page.goto(f"{self.address}exercise/{token}?lang={language}", wait_until="commit")
        self.wait_for_exercise()

    def reload(self) -> None:
        self.page.reload(wait_until="commit")
        self.wait_for_exercise()

    def wait_for_exercise(self) -> None:
        """Until the decision pane, the feedback or the result is drawn."""
        drawn = self.page.locator(".ls-close, .ls-feedback, .ls-result-page").first
        drawn.wait_for(state="attached", timeout=LOAD_MS)  # on a narrow screen the inbox is shown first
        expect(self.page.locator("#leaksim-loading")).to_have_count(0)

    def start(
        self, *, incident_type: str = "", organisation: str = "", mode: str = "each_phase", role: str = "employee"
    ) -> str:
        """Fill in the folded choices, start, and give the token in the address that the browser lands on."""
        page = self.page
        if (incident_type, organisation, mode, role) != ("", "", "each_phase", "employee"):
            page.locator("[data-key=choices]").click()
            if incident_type:
                page.locator("[data-key=type]").select_option(incident_type)
            if organisation:
                page.locator("[data-key=organisation]").select_option(organisation)
            page.locator(f"[data-key=mode-{mode}]").check()
            page.locator(f"[data-key=role-{role}]").check()
        page.locator("[data-key=start]").click()
        page.wait_for_url("**/exercise/**", wait_until="commit", timeout=LOAD_MS)
        self.wait_for_exercise()
        return urlsplit(page.url).path.rsplit("/", 1)[-1]

    def show(self, part: str) -> None:
        """On a narrow screen, turn to "inbox", "thing" or "decide"; a wide one shows all three."""
        button = self.page.locator(f".ls-bottombar [data-key={part}]")
        if button.is_visible():
            button.click()

    # --- working ------------------------------------------------------------------------------------------

    def field(self, question: AskedQuestion, language: str) -> Locator:
        """The question's fieldset."""
        legend = self.page.locator("legend").get_by_text(question.prompt.in_(Language(language)), exact=True)
        return self.page.locator(".ls-form fieldset.ls-question").filter(has=legend)

    def answer(self, question: AskedQuestion, answered: Answered, language: str) -> None:
        field = self.field(question, language)
        value = answered.value
        match question.kind:
            case _ if value is None:
                pass
            case QuestionKind.CHOICE if field.locator("select").count():
                field.locator("select").select_option(str(value))
            case QuestionKind.CHOICE:
                field.locator(f"input[value='{value}']").check()
            case QuestionKind.MULTI_CHOICE:
                assert isinstance(value, tuple)
                for option in question.options:
                    field.locator(f"input[value='{option.id}']").set_checked(option.id in value)
            case QuestionKind.NUMBER:
                field.locator("input[inputmode=numeric]").fill(str(value))
                field.locator("input[inputmode=numeric]").blur()
            case QuestionKind.MOMENT:
                day, time = str(value).split("T")
                field.locator("input[type=date]").fill(day)
                field.locator("input[type=time]").fill(time[:5])
        field.locator(f".ls-certainty input[value={answered.certainty}]").check()
        expect(field).to_have_attribute("data-answered", "yes")

    def card(self, card_id: str) -> Locator:
        """The checkbox of a card, unfolding the cards of earlier phases where it stands among them."""
        box = self.page.locator(f"[data-key='do-{card_id}']")
        fold = self.page.locator(".ls-cards details.ls-fold:not([open])").filter(has=box)
        if fold.count():
            fold.locator("summary").click()
        return box

    def choose(self, card_id: str, first: bool = False) -> None:
        self.card(card_id).check()
        if first:
            self.page.locator(f"[data-key='first-{card_id}']").check()

    def close_phase(self) -> None:
        """Both steps of closing: ask, then confirm."""
        self.page.locator("[data-key=proceed]").click()
        self.page.locator("[data-key=confirm]").click()
        expect(self.page.locator("[data-key=confirm]")).to_have_count(0)

    def go_on(self) -> None:
        """Leave the feedback for the next phase."""
        # the page puts the focus on the heading and scrolls to it; a click in that very moment can miss its button
        expect(self.page.locator(".ls-feedback h1")).to_be_focused()
        self.page.locator("[data-key=next]").click()
        expect(self.page.locator(".ls-feedback")).to_have_count(0)
        self.page.locator(".ls-close").wait_for(state="attached")
        expect(self.page.locator("h1.ls-phase")).to_be_focused()  # the new phase scrolls to its beginning too

    def play(self, incident: Incident, events: Iterable[Event], language: str = "ja") -> None:
        """Do what `events` did, through the controls; feedback after a phase is left by its button."""
        cards = {card.action: card.id for card in incident.cards()}
        for event in events:
            match event:
                case Answered():
                    self.answer(incident.question_by_id(event.question), event, language)
                case Acted():
                    self.choose(cards[event.action], event.first)
                case PhaseClosed():
                    self.close_phase()
                    self.page.locator(".ls-feedback, .ls-close, .ls-result-page").first.wait_for()
                    if self.page.locator(".ls-feedback").count():
                        self.go_on()

    # --- reading ------------------------------------------------------------------------------------------

    def percent(self) -> int:
        return int(self.page.locator(".ls-score strong").inner_text())

    def saved(self) -> None:
        """Wait until the bar says that everything is stored."""
        expect(self.page.locator(".ls-saved")).to_have_attribute("data-state", "saved")

    def reference(self) -> str:
        """The reference number of the failure that the page shows."""
        text = self.page.locator(".ls-reference, .leaksim-reference").first.inner_text()
        found = re.search(r"L-\w{4}-\w{2}", text)
        assert found is not None, text
        return found.group()
