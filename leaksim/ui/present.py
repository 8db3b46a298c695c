"""From views to what each part of a page draws: plain JSON in one language, with the words that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from leaksim.domain.documents import Document
from leaksim.domain.exercise import FIRST_CARDS_PER_DECISION
from leaksim.domain.kinds import PHASES, Phase
from leaksim.domain.views import AnswerView, MessageView, QuestionView, TraineeView
from leaksim.i18n import LANGUAGES, bundle, format_duration, format_moment, translate

Data = dict[str, Any]

#: The modes besides a single exercise, in the order of the start page.

_MOMENT_FIELDS = {"sent_at", "captured_at", "posted_at"}


def top_bar(language: str, view: TraineeView | None = None, *, page: str = "start") -> Data:
    """Title, scenario clock, elapsed time and the switches; without a view, the switches only."""
    data: Data = {
        "text": bundle("ui.topbar", language),
        "language": language,
        "languages": [{"id": one, "label": translate(f"language.{one}", language)} for one in LANGUAGES],
        "page_title": translate(f"page_title.{page}", language),
        "saves": view is not None and not view.finished,
    }
    if view is not None:
        data |= {
            "title": view.title,
            "organisation": view.organisation,
            "now": clock(view, language),
            "elapsed": format_duration(view.elapsed_minutes),
            "resumable": not view.finished,
            "page_title": f"{view.title} – {translate('page_title.exercise', language)}",
        }
    return data


def clock(view: TraineeView, language: str) -> str:
    """The scenario moment as people read it."""
    return format_moment(view.now, language)


def stepper(view: TraineeView, language: str) -> Data:
    states = {phase: "done" if phase in view.closed else "ahead" for phase in PHASES}
    if view.phase is not None:
        states[view.phase] = "current"
    return {
        "text": bundle("ui.stepper", language),
        "steps": [
            {"id": phase.value, "label": translate(f"phase.{phase}", language), "state": states[phase]}
            for phase in PHASES
        ],
    }


def bottom_bar(language: str) -> Data:
    return {"text": bundle("ui.bottombar", language)}


def inbox(view: TraineeView, language: str, opened: str) -> Data:
    """What arrived, without the documents themselves: these are sent when they are opened."""
    return {
        "text": bundle("ui.inbox", language),
        "opened": opened,
        "messages": [
            {
                "id": message.id,
                "iso": message.at,
                "at": format_moment(message.at, language),
                "sign": message.method,
                "method": translate(f"method.{message.method}", language),
                "sender": message.sender,
                "text": message.message,
                "things": _things(message),
                # What has to be read before the message counts as read: its material, or itself where it has none.
                "opens": [thing.id for thing in message.things] or [message.id],
            }
            for message in view.messages
        ],
    }


def _things(message: MessageView) -> list[Data]:
    return [{"id": thing.id, "title": thing.title, "sign": thing.document.kind} for thing in message.things]


def viewer(view: TraineeView, language: str, opened: str) -> Data:
    """The one message or document that is open."""
    return {"text": bundle("ui.viewer", language), "item": _opened_item(view, language, opened)}


def _opened_item(view: TraineeView, language: str, opened: str) -> Data | None:
    for message in view.messages:
        if message.id == opened:
            return _message_item(message, language)
        for thing in message.things:
            if thing.id == opened:
                return evidence_item(thing.id, thing.title, thing.document, language)
    return None


def evidence_item(thing_id: str, title: str, document: Document, language: str) -> Data:
    """A document as the viewer draws it."""
    return {"id": thing_id, "title": title, "document": _document(document, language)}


def _message_item(message: MessageView, language: str) -> Data:
    return {
        "id": message.id,
        "title": translate(f"method.{message.method}", language),
        "document": {
            "kind": "message",
            "sender": message.sender,
            "at": format_moment(message.at, language, year=True),
            "body": message.message,
            "things": _things(message),
        },
    }


def _document(document: Document, language: str) -> Data:
    data = asdict(document)
    data.pop("recipe", None)  # it makes the file; the view has left it out already
    for entry in (*data.get("steps", ()), *data.get("events", ())):
        entry["at"] = shown_moment(entry["at"], language)
    for entry in (data, *data.get("posts", ())):
        for name in _MOMENT_FIELDS & entry.keys():
            entry[name] = shown_moment(entry[name], language)
    return data


def shown_moment(text: str, language: str, *, year: bool = True) -> str:
    """ISO moments as people write them; what a document already writes in its own way stays so."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return text
    return format_moment(text, language, year=year)


def phase_header(
    view: TraineeView, language: str, *, role: str = "", focus: bool = False, clocks: Iterable[Any] = ()
) -> Data:
    """Where we are, as whom, what is asked and why, and the sections below with how much of each is done."""
    phase = _open_phase(view)
    sections = [
        {
            "id": group,
            "label": translate(f"group.{group}", language),
            "total": len(questions),
            "done": sum(_answered(question) for question in questions),
        }
        for group, questions in _groups(view.questions)
    ]
    sections += [
        {
            "id": decision.id,
            "label": decision.heading,
            "total": 0,
            "done": sum(card.chosen for card in decision.cards),
        }
        for decision in view.decisions
    ]
    to_fill = [field for sheet in view.sheets if sheet.open for field in sheet.fields]
    if to_fill:
        filled = sum(field.entry is not None for field in to_fill)
        label = translate("ui.sheets.title", language)
        sections.append({"id": "sheets", "label": label, "total": len(to_fill), "done": filled})
    return {
        "text": bundle("ui.header", language),
        "title": translate(f"phase.{phase}", language),
        "intro": translate(f"phase_intro.{phase}", language),
        "role": described("role", role, language) if role else None,
        "briefing": view.briefing,
        "briefing_open": phase is PHASES[0],
        "sections": sections,
        "focus": focus,
        "clocks": [asdict(clock) for clock in clocks],
        "clock_text": bundle("ui.clocks", language),
    }


def question_form(view: TraineeView, language: str) -> Data:
    return {
        "text": bundle("ui.form", language) | bundle("certainty", language),
        "groups": [
            {
                "id": group,
                "label": translate(f"group.{group}", language),
                "questions": [_question(question, language) for question in questions],
            }
            for group, questions in _groups(view.questions)
        ],
    }


def _groups(questions: Iterable[QuestionView]) -> list[tuple[str, list[QuestionView]]]:
    groups: dict[str, list[QuestionView]] = {}
    for question in questions:
        groups.setdefault(question.group.value, []).append(question)
    return list(groups.items())


def _answered(question: QuestionView) -> bool:
    return question.answer is not None and not question.answer.carried


def _question(question: QuestionView, language: str) -> Data:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "prompt": question.prompt,
        "help": question.help,
        "unit": question.unit,
        "options": [{"id": option.id, "label": option.label} for option in question.options],
        "answer": None if question.answer is None else _answer(question, question.answer, language),
    }


def _answer(question: QuestionView, answer: AnswerView, language: str) -> Data:
    value = answer.value
    labels = {option.id: option.label for option in question.options}
    if isinstance(value, tuple):
        shown = translate("list.comma", language).join(labels.get(entry, "") for entry in value)
    elif isinstance(value, int):
        shown = f"{value:,} {question.unit}".strip()
    elif value in labels:
        shown = labels[value]
    else:
        shown = shown_moment(value, language) if value else ""
    return {
        "certainty": answer.certainty.value if answer.certainty else None,
        "value": list(value) if isinstance(value, tuple) else value,
        "carried": answer.carried,
        "shown": shown,
    }


def action_cards(view: TraineeView, language: str) -> Data:
    return {
        "text": bundle("ui.cards", language),
        "limit": FIRST_CARDS_PER_DECISION,
        "decisions": [
            {
                "id": decision.id,
                "heading": decision.heading,
                "cards": [_card(card) for card in decision.cards],
            }
            for decision in view.decisions
        ],
        "earlier": [_card(card) for card in view.earlier],
        "carry": bundle("ui.carry", language),
        "phase": _open_phase(view).value,
        "done": [{"label": act.label, "at": format_moment(act.at, language)} for act in view.done],
    }


def _card(card: Any) -> Data:
    return {
        "id": card.id,
        "label": card.label,
        "minutes": card.minutes,
        "chosen": card.chosen,
        "first": card.first,
    }


def close_panel(view: TraineeView, language: str) -> Data:
    phase = _open_phase(view)
    cards = [card for decision in view.decisions for card in decision.cards] + list(view.earlier)
    return {
        "text": bundle("ui.close", language),
        "phase": phase.value,
        "asks": bool(view.questions),
        "unanswered": [question.prompt for question in view.questions if not _answered(question)],
        "chosen": sum(card.chosen for card in cards),
        "last": phase is PHASES[-1],
    }


def described(prefix: str, name: str, language: str) -> Data:
    """A role or mode: what it is called, and what it means."""
    return {
        "id": name,
        "label": translate(f"{prefix}.{name}", language),
        "help": translate(f"{prefix}_help.{name}", language),
    }


def _open_phase(view: TraineeView) -> Phase:
    if view.phase is None:
        raise ValueError("the run is finished")
    return view.phase
