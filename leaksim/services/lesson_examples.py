"""The worked example of a lesson: one generated incident, played the way the guide expects."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ..domain.catalogue import Library
from ..domain.events import PhaseClosed
from ..domain.exercise import Exercise, begin, moment
from ..domain.incident import AskedQuestion
from ..domain.kinds import Certainty, Grade, IncidentType, Language, Phase
from ..domain.knowledge import known
from ..domain.lesson_view import LessonAct, LessonArrival, LessonExample, LessonSaying
from ..domain.playbook import ExpectedResponse, Playbook
from ..engine import generate
from ..i18n import format_moment, translate
from ..scoring import Strategy, autoplay
from ..scoring.items import finding_text
from . import shelf

SEEDS = range(1, 9)
MOST_ACTS = 3
MOST_MESSAGE = {Language.JA: 130, Language.EN: 330}
MOST_CLAIM = {Language.JA: 40, Language.EN: 90}

WriteAct = Callable[[ExpectedResponse], LessonAct]


def lesson_example(
    guide: Playbook, kind: IncidentType, phase: Phase, library: Library, language: Language, write: WriteAct
) -> LessonExample | None:
    """What arrived by and in a phase, what a perfect response does there and says; None where nobody plays the type."""
    played = _perfect(guide.id, kind)
    if played is None:
        return None
    state, first = _before_close(played, phase), _before_close(played, Phase.DISCOVER_REPORT)
    acts = _acts(played, phase, guide, write)
    return LessonExample(
        title=played.incident.title.in_(language),
        organisation=played.incident.organisation.name.in_(language),
        arrived=_arrived(state, phase, language),
        acts=acts[:MOST_ACTS],
        more_acts=max(0, len(acts) - MOST_ACTS),
        says=_says(state, first, library, language),
    )


@cache
def _perfect(guide_id: str, kind: IncidentType) -> Exercise | None:
    """The perfect run of a fixed incident: of the first scenario of the type that is written for the guide, with the
    first seed that leaves something unknown to the end, if there is one."""
    guide, library = shelf.playbook(guide_id), shelf.library()
    presets = [p.id for p in library.organisations if p.playbook == guide_id]
    names = [name for name, one in shelf.scenario_types().items() if one is kind]
    if not names:
        return None
    fitting = [n for n in names if set(presets) & set(shelf.scenario(n).organisations)]
    scenario = shelf.scenario(next(iter(fitting or names)))
    organisation = next((p for p in presets if p in scenario.organisations), None)
    runs: list[Exercise] = []
    for seed in SEEDS:
        incident = generate(scenario, seed, library, organisation)
        played = autoplay(Strategy.PERFECT, incident, guide, library)
        facts = known(incident, played.evidence())
        if any(q.fact not in facts for q in incident.questions):
            return played
        runs.append(played)
    return runs[0]


def _before_close(played: Exercise, phase: Phase) -> Exercise:
    """The run as it stood when the phase was about to close."""
    state = begin(played.incident)
    for event in played.events:
        if isinstance(event, PhaseClosed) and event.phase is phase:
            return state
        state = state.apply(event)
    return state


def _arrived(state: Exercise, phase: Phase, language: Language) -> tuple[LessonArrival, ...]:
    """The first thing that arrived in the phase, or the last one before it."""
    injects = {inject.id: inject for inject in state.incident.injects}
    told = [r for r in state.releases if r.inject in injects]  # news of what an act led to is left out
    releases = [r for r in told if r.phase is phase] or told[-1:]
    short = [r for r in releases if len(injects[r.inject].message.in_(language)) <= MOST_MESSAGE[language]]
    found = []
    for release in (short or releases)[:1]:
        inject = injects[release.inject]
        message = inject.message.in_(language)
        found.append(
            LessonArrival(
                at=moment(state.incident, release.minutes),
                sender=inject.sender.in_(language),
                message=message if short else "",
                things=tuple(state.incident.evidence_by_id(e).title.in_(language) for e in inject.evidence),
            )
        )
    return tuple(found)


def _acts(played: Exercise, phase: Phase, guide: Playbook, write: WriteAct) -> tuple[LessonAct, ...]:
    """The acts of the perfect run in the phase, in their order, each with its clause."""
    strength = [Grade.REQUIRED, Grade.RECOMMENDED, Grade.PERMITTED, Grade.PROHIBITED]
    clauses: dict[str, ExpectedResponse] = {}
    for response in sorted(guide.responses_for(played.incident.type), key=lambda r: strength.index(r.grade)):
        clauses.setdefault(response.action, response)
    done = sorted((act for act in played.acts if act.phase is phase), key=lambda act: act.rank)
    return tuple(write(clauses[act.action]) for act in done if act.action in clauses)


# --- what one says ----------------------------------------------------------------------------------------------


def _says(state: Exercise, first: Exercise, library: Library, language: Language) -> tuple[LessonSaying, ...]:
    """One thing that is settled by now, and one that is not, or was not at the first report."""
    questions = list({q.question: q for q in state.incident.questions}.values())
    settled = [s for q in questions if (s := _settled(q, state, library, language)) is not None]
    settled.sort(key=lambda s: (not s.why, len(s.asked) + len(s.claim) + len(s.why)))
    open_now = [s for q in questions if (s := _open(q, state, language)) is not None]
    if not open_now:
        open_now = [s for q in questions if (s := _open_at_first(q, first, state, library, language)) is not None]
    open_now.sort(key=lambda s: len(s.asked) + len(s.why))
    return (*settled[:1], *open_now[:1])


def _settled(q: AskedQuestion, state: Exercise, library: Library, language: Language) -> LessonSaying | None:
    knowledge = known(state.incident, state.evidence()).get(q.fact)
    if knowledge is None or knowledge.established is None or len(q.options) == 2:
        return None
    finding = knowledge.established
    claim = _claim(q, state, library, language)
    if not claim:
        return None
    titles = [state.incident.evidence_by_id(e).title.in_(language) for e in finding.evidence[:1]]
    how = finding.how.in_(language) if finding.how is not None else ""
    why = translate("lesson.from", language, title=titles[0]) if titles else ""
    return LessonSaying(
        asked=q.prompt.in_(language),
        certainty=Certainty.CONFIRMED,
        claim=claim,
        why=translate("lesson.why", language, source=why, how=how) if how else why,
    )


def _claim(q: AskedQuestion, state: Exercise, library: Library, language: Language) -> str:
    """What is established of the question's fact, in words; empty where that takes too many."""
    knowledge = known(state.incident, state.evidence()).get(q.fact)
    if knowledge is None or knowledge.established is None:
        return ""
    finding = knowledge.established
    if finding.value is None and not isinstance(finding.low, int):
        return ""
    text = finding_text(finding, q, library.vocabulary).in_(language)
    if isinstance(finding.value, str) and q.kind == "moment":
        text = format_moment(finding.value, language)
    return text if len(text) <= MOST_CLAIM[language] else ""


def _open(q: AskedQuestion, state: Exercise, language: Language) -> LessonSaying | None:
    if q.fact in known(state.incident, state.evidence()):
        return None
    return LessonSaying(
        asked=q.prompt.in_(language),
        certainty=Certainty.UNKNOWN,
        claim=translate("certainty.unknown", language),
        why=translate("lesson.unknown_now", language),
    )


def _open_at_first(
    q: AskedQuestion, first: Exercise, state: Exercise, library: Library, language: Language
) -> LessonSaying | None:
    claim = _claim(q, state, library, language)
    if q.fact in known(first.incident, first.evidence()) or not claim:
        return None
    return LessonSaying(
        asked=q.prompt.in_(language),
        certainty=Certainty.UNKNOWN,
        claim=translate("lesson.unknown_then", language, claim=claim),
        why=translate("lesson.unknown_then_why", language),
    )
