"""Opening a page by its name, or the page that says why it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets
from IPython.display import display

from leaksim.errors import NotFound
from leaksim.services.failures import is_served, log_failure
from leaksim.ui import present, present_start
from leaksim.ui.address import Address, read_address
from leaksim.ui.pages.frame import Page
from leaksim.ui.parts import Notice
from leaksim.ui.service import open_guides, open_participants, open_service
from leaksim.ui.study_service import open_lessons, open_study


# Each page is imported when it is opened: its process then loads nothing of the others.
def open_start(address: Address) -> Page:
    from leaksim.ui.pages.start import StartPage

    return StartPage(open_service(), address)


def open_exercise(address: Address) -> Page:
    """Raises NotFound where the address names no run."""
    from leaksim.ui.pages.exercise import ExercisePage

    if not address.token:
        raise NotFound("the address names no run")
    service = open_service()
    return ExercisePage(service, service.resume(address.token), address)


def open_guide(address: Address) -> Page:
    from leaksim.ui.pages.guide import GuidePage

    return GuidePage(open_guides(), address)


def open_campaign(address: Address) -> Page:
    """Raises NotFound where the link opens nothing."""
    from leaksim.ui.pages.campaign import CampaignPage

    return CampaignPage(open_participants(), address)


def open_learner(address: Address) -> Page:
    """A learner's page, or where one is begun. Raises NotFound for a token that belongs to nobody."""
    from leaksim.ui.pages.study import StudyBeginPage, StudyPage

    service = open_study()
    return StudyPage(service.resume(address.token), address) if address.token else StudyBeginPage(service, address)


def open_session(address: Address) -> Page:
    from leaksim.ui.pages import session

    return session.open_session(address)


def open_training(address: Address) -> Page:
    from leaksim.ui.pages import training

    return training.open_training(address)


def open_lesson(address: Address) -> Page:
    from leaksim.ui.pages.lesson import LessonPage

    return LessonPage(open_lessons(), address)


PAGES: dict[str, Callable[[Address], Page]] = {
    "start": open_start,
    "exercise": open_exercise,
    "guide": open_guide,
    "session": open_session,
    "training": open_training,
    "campaign": open_campaign,
    "study": open_learner,
    "lesson": open_lesson,
}


def build(name: str, address: Address) -> ipywidgets.Widget:
    """The widget to display: the page, or a friendly page in its place.

    Outside the server (JupyterLab, a test of the notebooks) what goes wrong is raised: there the reader is the author.
    """
    home = address.of_start(address.language)
    try:
        return PAGES[name](address).root
    except NotFound:
        return _instead(address, present_start.notice_page(address.language, "not_found", home))
    except Exception as error:
        if not is_served():
            raise
        reference = log_failure(error, where=f"page {name}")
        return _instead(address, present_start.notice_page(address.language, "failed", home, reference))


def _instead(address: Address, data: present.Data) -> ipywidgets.Widget:
    page = Page(address.language)
    page.put(Notice(data, language=address.language))
    return page.root


def show(name: str) -> None:
    """Display the page for the address in the server's variables."""
    display(build(name, read_address()))
