"""What pages need of the service that keeps runs; the pages know nothing else of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from leaksim.domain.guide_view import GuideView
from leaksim.domain.views import TraineeView

if TYPE_CHECKING:
    from leaksim.services.committee import Sessions
    from leaksim.services.participants import Visit


class Run(Protocol):
    """One run. Every change is stored before its method returns.

    Changes raise IllegalEvent when the run does not allow them now, and Conflict when somebody else wrote first.
    """

    @property
    def language(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str | None: ...
    @property
    def scenario(self) -> str: ...
    @property
    def law_marked(self) -> bool: ...
    @property
    def hints_offered(self) -> bool: ...
    def reload(self) -> None: ...
    def view(self, language: str) -> TraineeView: ...
    def answer(self, question_id: str, certainty: str, value: int | str | tuple[str, ...] | None) -> None: ...
    def withdraw_answer(self, question_id: str) -> None: ...
    def choose(self, card_id: str, first: bool) -> None: ...
    def unchoose(self, card_id: str) -> None: ...
    def carry_out(self, phase: str) -> None: ...
    def hint(self, question: str | None, decision: str | None) -> None: ...
    def hints(self, language: str) -> tuple[Any, ...]: ...
    def close_phase(self, phase: str) -> None: ...
    def fill(
        self,
        form: str,
        field: str,
        certainty: str | None,
        value: int | str | tuple[str, ...] | None,
        text: str | None,
    ) -> None: ...
    def take_over(self, form: str) -> None: ...
    def forms(self, language: str) -> tuple[Any, ...]: ...
    def form_file(self, form: str, kind: str, language: str) -> tuple[str, str, bytes]: ...
    def result(self, language: str) -> Any: ...
    def feedback(self, phase: str, language: str) -> tuple[Any, ...]: ...
    def aftermath(self, language: str) -> Any: ...
    def clocks(self, language: str) -> tuple[Any, ...]: ...


class RunService(Protocol):
    """Where runs are started and found again. `resume` raises NotFound."""

    def choices(self, language: str) -> Any: ...
    def start(
        self,
        *,
        language: str,
        organisation: str | None = None,
        incident_type: str | None = None,
        role: str = "employee",
        mode: str = "each_phase",
        scenario: str | None = None,
        mark_law: bool = False,
    ) -> str: ...
    def resume(self, token: str) -> Run: ...


class GuideService(Protocol):
    """The guides that can be read."""

    @property
    def ids(self) -> tuple[str, ...]: ...
    def titles(self, language: str) -> tuple[tuple[str, str], ...]: ...
    def view(self, guide_id: str, language: str) -> GuideView: ...


class ParticipantService(Protocol):
    """Personal links of campaigns. Both raise NotFound for a link that opens nothing; `begin` IllegalEvent."""

    def visit(self, token: str, language: str) -> Visit: ...
    def begin(self, token: str, language: str) -> str: ...


def open_service() -> RunService:
    """The service of this installation; imported late, so that a page without runs opens quickly."""
    from leaksim.services.runs import open_runs

    return open_runs()


def open_participants() -> ParticipantService:
    """The campaigns of this installation, as their participants meet them."""
    from leaksim.services import participants

    return participants.open_participants()


def open_guides() -> GuideService:
    """The guides of this installation, without the database of runs."""
    from leaksim.services import guide

    return guide.open_guides()


def open_sessions() -> Sessions:
    """The committees’ sessions of this installation."""
    from leaksim.services import committee

    return committee.open_sessions()
