"""Runs as pages use them: start one, come back to it, answer, act, close a phase, read the result.

Every change is in the database before the call returns.
"""

from __future__ import annotations

from typing import Any

from ..domain.aftermath_texts import AftermathText, ClockText
from ..domain.events import Acted, Answered, CarriedOut, Event, PhaseClosed, Withdrawn
from ..domain.exercise import AnswerValue, Exercise, replay
from ..domain.filling import FormFilled, sheet_opened
from ..domain.form_texts import FormText
from ..domain.hints import HintTaken
from ..domain.incident import Sheet
from ..domain.kinds import Certainty, FeedbackMode, Language, Phase
from ..domain.results import ItemText, ResultView
from ..domain.scorecard import Scorecard
from ..domain.sheet_views import offered_answer
from ..domain.study_views import HintView
from ..domain.views import TraineeView, view_for_trainee
from ..errors import IllegalEvent
from ..scoring import score
from ..store import RunStatus, Store, StoredRun, new_token, open_store
from .aftermath import aftermath_text
from .choosing import ROLES, StartChoices, start_choices
from .clocks import statutory_clocks
from .forms import form_document, form_file, form_texts
from .freezing import Frozen, event_adapter, thaw
from .hints import hint_views
from .overlay import dated_by_section
from .preparing import prepare_run
from .results import item_texts, result_view


def open_runs(database_url: str | None = None) -> Runs:
    """The runs in the database of `database_url`, of LEAKSIM_DATABASE_URL, or in the user's data folder."""
    return Runs(open_store(database_url))


class Runs:
    """All runs of one database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def choices(self, language: Language | str) -> StartChoices:
        return start_choices(Language(language))

    def start(self, **options: Any) -> str:
        """Store a run made with the options of `prepare_run`, and give the token that opens it."""
        run, token = prepare_run(**options), new_token()
        with self._store.unit() as unit:
            unit.runs.add(run, token)
        return token

    def resume(self, token: str) -> Run:
        """The run that a token opens, where it was left; NotFound for any other text."""
        with self._store.unit(write=False) as unit:
            stored = unit.runs.by_token(token)
        return Run(self._store, stored)


class Run:
    """One run. Its state follows the stored events; `reload` fetches what another window added."""

    def __init__(self, store: Store, stored: StoredRun) -> None:
        self._store = store
        self._stored = stored
        self._frozen: Frozen = thaw(stored.frozen, stored.frozen_format)
        self.exercise: Exercise
        self._card: tuple[int, Scorecard] | None = None
        self.reload()

    @property
    def language(self) -> Language:
        return Language(self._stored.language)

    @property
    def mode(self) -> FeedbackMode:
        return FeedbackMode(self._stored.mode)

    @property
    def role(self) -> str:
        return self._stored.role or ROLES[0]

    @property
    def organisation(self) -> str | None:
        return self._stored.organisation

    @property
    def playbook(self) -> str:
        """Id of the guide that the organisation brought."""
        return self._stored.playbook

    @property
    def scenario(self) -> str:
        return self._stored.scenario

    @property
    def law_marked(self) -> bool:
        """Whether the result also measures the run by today's law."""
        return self._frozen.law_marked

    @property
    def hints_offered(self) -> bool:
        """Whether hints may be asked for in this run."""
        return self._frozen.hints

    def reload(self) -> None:
        """Replay the stored events."""
        with self._store.unit(write=False) as unit:
            stored = unit.events.since(self._stored.id, 0)
        events = [event_adapter().validate_python(_from_payload(e.payload)) for e in stored]
        self.exercise = replay(self._frozen.incident, events)

    def view(self, language: Language | str | None = None) -> TraineeView:
        """What the trainee may see now; feedback comes from `feedback`."""
        return view_for_trainee(self.exercise, Language(language or self.language), self.mode)

    def answer(self, question: str, certainty: Certainty | str, value: AnswerValue | list[str] | None = None) -> None:
        """Store an answer; IllegalEvent when the question is closed or the value has the wrong form."""
        if isinstance(value, list):
            value = tuple(value)
        self._append(Answered(question=question, certainty=Certainty(certainty), value=value))

    def withdraw_answer(self, question: str) -> None:
        self._append(Withdrawn(question=question))

    def choose(self, card_id: str, first: bool = False) -> None:
        """Plan the act on a card for the open phase; `first` puts it before the others."""
        self._append(Acted(action=self._action(card_id), phase=self._open_phase(), first=first))

    def unchoose(self, card_id: str) -> None:
        self._append(Withdrawn(action=self._action(card_id)))

    def carry_out(self, phase: Phase | str) -> None:
        """Do the acts planned so far now: time passes and what follows arrives, while the phase stays open."""
        self._append(CarriedOut(phase=Phase(phase)))

    def hint(self, question: str | None = None, decision: str | None = None) -> None:
        """Record that a hint is wanted for a question or a decision of the open phase; it costs nothing."""
        if not self.hints_offered:
            raise IllegalEvent("this run offers no hints")
        self._append(HintTaken(phase=self._open_phase(), question=question, decision=decision))

    def hints(self, language: Language | str | None = None) -> tuple[HintView, ...]:
        """The hints taken in the open phase, in words."""
        return hint_views(self.exercise, self._frozen.playbook, Language(language or self.language))

    def close_phase(self, phase: Phase | str) -> None:
        """Close the open phase: its answers and acts stand from now on."""
        self._append(PhaseClosed(phase=Phase(phase)))

    def fill(
        self,
        form: str,
        field: str,
        certainty: Certainty | str | None = None,
        value: AnswerValue | list[str] | None = None,
        text: str | None = None,
    ) -> None:
        """Store what stands in a field of a form; nothing given empties it. IllegalEvent when it does not fit."""
        if isinstance(value, list):
            value = tuple(value)
        sure = Certainty(certainty) if certainty is not None else None
        self._append(FormFilled(form=form, field=field, certainty=sure, value=value, text=text))

    def take_over(self, form: str) -> None:
        """Write the answers of this run into the fields of a form that are still empty."""
        sheet = self._sheet(form)
        if not sheet_opened(sheet, self.exercise.phase):
            raise IllegalEvent(f"the form {form!r} is not open")
        for field in sheet.fields:
            offer = offered_answer(self.exercise, field)
            later = self.exercise.phase is None or field.opens.position > self.exercise.phase.position
            if not later and offer is not None and (form, field.id) not in dict(self.exercise.filled):
                self.fill(form, field.id, offer.certainty, offer.value)

    def forms(self, language: Language | str | None = None) -> tuple[FormText, ...]:
        """The checks of forms that closed; in exam mode none before the end."""
        chosen = Language(language or self.language)
        return form_texts(self.exercise, self._frozen.library.vocabulary, chosen, self.mode)

    def form_file(self, form: str, kind: str, language: Language | str | None = None) -> tuple[str, str, bytes]:
        """(name, media type, content) of a form as filled so far, as a Word ("docx") or PDF ("pdf") file."""
        sheet = self._sheet(form)
        if sheet.phase.position > (self.exercise.phase or sheet.phase).position:
            raise IllegalEvent(f"the form {form!r} is not open yet")
        chosen = Language(language or self.language)
        return form_file(form_document(self.exercise, sheet, self._frozen.playbook, chosen), kind)

    def scorecard(self) -> Scorecard:
        """The full card. For the server's use: pages get `feedback` and `result`."""
        count = len(self.exercise.events)
        if self._card is None or self._card[0] != count:
            card = score(self.exercise, self._frozen.playbook, self._frozen.library, self._stored.pass_mark)
            self._card = (count, card)
        return self._card[1]

    def feedback(self, phase: Phase | str, language: Language | str | None = None) -> tuple[ItemText, ...]:
        """What came of a closed phase. Empty while it is open, and in exam mode until the end."""
        chosen = Language(language or self.language)
        view = view_for_trainee(self.exercise, chosen, self.mode, self.scorecard())
        items = [item for item in view.feedback if item.phase is Phase(phase)]
        # Before the end only the type may decide which notes matter: any other fact is still to be found out.
        known = {"type": self._frozen.incident.type.value}
        notes = dated_by_section(self._frozen.library.law, self.playbook, known, chosen)
        return item_texts(items, self._frozen.incident, chosen, notes)

    def result(self, language: Language | str | None = None) -> ResultView:
        """The result of a finished run; IllegalEvent before the end."""
        if not self.exercise.finished:
            raise IllegalEvent("the exercise is not finished")
        return result_view(
            self.exercise,
            self.scorecard(),
            self._frozen.playbook,
            self._frozen.library,
            Language(language or self.language),
            law_marked=self.law_marked,
        )

    def aftermath(self, language: Language | str | None = None) -> AftermathText:
        """What came of the decisions of a finished run, and what others would have changed; takes about a second."""
        if not self.exercise.finished:
            raise IllegalEvent("the exercise is not finished")
        frozen = self._frozen
        chosen = Language(language or self.language)
        return aftermath_text(self.exercise, self.scorecard(), frozen.playbook, frozen.library, chosen)

    def clocks(self, language: Language | str | None = None) -> tuple[ClockText, ...]:
        """The periods of today's law, as they run in scenario time."""
        return statutory_clocks(self.exercise, self._frozen.library.law, Language(language or self.language))

    def _sheet(self, form: str) -> Sheet:
        for sheet in self._frozen.incident.sheets:
            if sheet.id == form:
                return sheet
        raise IllegalEvent(f"there is no form {form!r}")

    def _open_phase(self) -> Phase:
        if self.exercise.phase is None:
            raise IllegalEvent("the exercise is finished")
        return self.exercise.phase

    def _action(self, card_id: str) -> str:
        for card in self._frozen.incident.cards():
            if card.id == card_id:
                return card.action
        raise IllegalEvent("there is no such card")

    def _append(self, event: Event) -> None:
        state = self.exercise.apply(event)
        stamped = state.events[-1]
        payload = event_adapter().dump_python(stamped, mode="json")
        with self._store.unit() as unit:
            unit.events.append(self._stored.id, stamped.seq - 1, [payload])
            if state.finished:
                unit.runs.set_status(self._stored.id, RunStatus.FINISHED)
        self.exercise = state


def _from_payload(payload: object) -> object:
    """JSON has no tuples; the value of a multiple choice is one."""
    if isinstance(payload, dict) and isinstance(payload.get("value"), list):
        return payload | {"value": tuple(payload["value"])}
    return payload
