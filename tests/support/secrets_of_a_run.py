"""What a page must not hold at a moment of a run, computed from the frozen incident that only the server has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from leaksim.domain.kinds import IncidentType, Language
from leaksim.domain.scorecard import Verdict
from leaksim.domain.text import Text
from leaksim.i18n import translate
from leaksim.services.runs import Run

# Shorter pieces of text ("12:30", "名簿", "Permission") stand in many places and prove nothing.
SHORTEST, SHORTEST_ASCII = 8, 20


def texts_in(thing: object) -> Iterator[str]:
    """Every text and number in a tree of records, line by line and in each language."""
    if isinstance(thing, str):
        yield from (line.strip() for line in thing.splitlines())
    elif isinstance(thing, int):
        yield str(thing)
    elif isinstance(thing, Text):
        yield from texts_in([thing.in_(language) for language in Language])
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from texts_in(value)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name))
    elif isinstance(thing, Iterable):
        for value in thing:
            yield from texts_in(value)


def released_text(run: Run) -> str:
    """All that the page may have shown so far, in both languages. Not taken from the view: that is what is tested."""
    state, incident = run.exercise, run.exercise.incident
    assert state.phase is not None
    arrived = {release.inject for release in state.releases}
    injects = [inject for inject in incident.injects if inject.id in arrived]
    evidence = [incident.evidence_by_id(name) for inject in injects for name in inject.evidence]
    asked = [question for question in incident.questions if question.round.phase.position <= state.phase.position]
    allowed = [
        (incident.title, incident.briefing, incident.organisation.name),
        [(inject.sender, inject.message) for inject in injects],
        [(one.title, one.documents) for one in evidence],
        [(q.prompt, q.help, q.unit, [option.label for option in q.options]) for q in asked],
        [card.label for card in incident.cards() if card.phase.position <= state.phase.position],
        [entry.event.value for _question, entry in state.answers],
    ]
    return "\n".join(texts_in(allowed))


def unreleased_texts(run: Run) -> set[str]:
    """Messages, titles and lines of documents still to come, and cards and questions of later phases."""
    state, incident = run.exercise, run.exercise.incident
    arrived = {release.inject for release in state.releases}
    pending = [inject for inject in incident.injects if inject.id not in arrived]
    evidence = [incident.evidence_by_id(name) for inject in pending for name in inject.evidence]
    assert state.phase is not None
    later = [card.label for card in incident.cards() if card.phase.position > state.phase.position]
    asked = [q.prompt for q in incident.questions if q.round.phase.position > state.phase.position]
    documents = [(one.title, one.documents) for one in evidence]
    return _telling(run, texts_in([[i.message for i in pending], documents, later, asked]))


def verdict_texts(run: Run) -> set[str]:
    """What the guide says of acts, the names of verdicts and the reasons given for them."""
    playbook, library = run._frozen.playbook, run._frozen.library
    guide = [(r.statement, r.caution) for r in playbook.responses]
    beliefs = [(m.label, m.correction) for m in library.misconceptions]
    names = [translate(f"verdict.{v}", language) for v in Verdict for language in Language]
    return _telling(run, texts_in([guide, beliefs, names]))


def _telling(run: Run, texts: Iterable[str]) -> set[str]:
    shown = released_text(run)
    long_enough = (text for text in texts if len(text) >= (SHORTEST_ASCII if text.isascii() else SHORTEST))
    return {text for text in long_enough if text not in shown}


def hidden_numbers(run: Run) -> set[str]:
    """Counts among the facts that nothing on the page tells yet."""
    shown = released_text(run).replace(",", "")
    counts = [run.exercise.incident.facts.get(fact) for fact in ("persons", "records", "accesses")]
    return {str(count) for count in counts if isinstance(count, int) and count > 99 and str(count) not in shown}


def key_names(run: Run) -> set[str]:
    """Ids that mean something: of the scenario, the seed, acts, evidence, injects and findings."""
    incident = run.exercise.incident
    return {
        incident.scenario,
        str(incident.seed),
        *(action.id for action in run._frozen.library.catalogue.actions),
        *(name for one in (*incident.evidence, *incident.injects, *incident.findings) if "_" in (name := one.id)),
    }


def found_texts(wanted: Iterable[str], haystack: str) -> list[str]:
    return sorted(text for text in wanted if text in haystack or json.dumps(text, ensure_ascii=False)[1:-1] in haystack)


def found_words(wanted: Iterable[str], haystack: str) -> list[str]:
    """Those that stand in the text as a word of their own."""
    words = set(re.findall(r"[\w-]+", haystack))
    return sorted(set(wanted) & words)


def quoted_types(haystack: str) -> list[str]:
    """Names of incident types that stand in the text as a value."""
    return sorted(kind for kind in IncidentType if re.search(rf"""["'\\]{kind}["'\\]""", haystack))
