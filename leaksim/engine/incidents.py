"""From a scenario and a seed to an incident: a pure function without clock or global randomness."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from typing import cast

from ..domain.catalogue import Library, OrganisationPreset
from ..domain.facts import FactKind, FactValue
from ..domain.incident import Finding, Incident, Inject, Organisation
from ..domain.scenario import FindingSpec, InjectSpec, Scenario
from ..domain.scenario_values import FromCast, Value
from ..errors import ContentError, NotFound
from .aftermath import build_consequences, starting_world
from .cards import offer_cards
from .casting import draw_cast
from .clock import is_working_day, iso, resolve_moments, start_moment
from .context import Context
from .evidence import build_evidence
from .parameters import draw_parameters
from .questions import ask_questions
from .streams import Stream
from .values import resolve

#: Rises when the same inputs give other bytes.
ENGINE_VERSION = "4"

#: The root of all streams. It stays when the version rises for one builder, so that what others draw stays too.
_ROOT = "1"


def generate(
    scenario: Scenario,
    seed: int,
    library: Library,
    organisation: str | None = None,
    avoid: Collection[str] = (),
) -> Incident:
    """The incident of (scenario, seed); the same inputs give the same incident anywhere.

    `organisation` names a preset of the library; None draws one of the scenario's. `avoid` holds family names that
    nobody bears whom the incident may be laid to; it belongs to the inputs. Raises ContentError where the
    scenario contradicts itself, NotFound for an organisation that the library lacks.
    """
    try:
        return _generate(scenario, seed, library, organisation, avoid)
    except ContentError as error:
        raise ContentError(f"scenario {scenario.id}, seed {seed}: {error}") from error


def _generate(
    scenario: Scenario, seed: int, library: Library, organisation: str | None, avoid: Collection[str]
) -> Incident:
    stream = Stream(_ROOT, scenario.id, seed)
    preset = _preset(scenario, library, organisation, stream.child("organisation"))
    place = Organisation(
        preset=preset.id,
        kind=preset.kind,
        sector=preset.sector,
        name=stream.child("organisation", "name", preset.id).pick(preset.names),
        domain=preset.domain,
    )
    parameters = draw_parameters(scenario.parameters, stream.child("parameters"))

    def moments_of(start: datetime) -> dict[str, datetime]:
        return resolve_moments(scenario.moments, start, parameters, stream.child("moments"))

    def shifts(start: datetime) -> bool:
        working = scenario.starts.working
        moments = moments_of(start) if working else {}
        return not all(is_working_day(moments[name].date()) for name in working)

    start = start_moment(scenario.starts, stream.child("start"), shifts)
    context = Context(
        scenario=scenario,
        library=library,
        stream=stream,
        organisation=place,
        parameters=parameters,
        moments=moments_of(start),
        cast=draw_cast(scenario.cast, preset, preset.domain, stream.child("cast"), _suspects(scenario), avoid),
        facts={"type": scenario.type.value, "organisation_kind": preset.kind, "sector": preset.sector},
    )
    for fact, value in scenario.facts.items():
        context.set_fact(fact, _fact(fact, value, context))
    evidence = build_evidence(context)
    present = {item.id for item in evidence}
    injects = tuple(_inject(spec, context, start, present) for spec in scenario.injects if context.holds(spec.only_if))
    findings = _findings(context, present)
    consequences, news = build_consequences(context, findings)
    return Incident(
        scenario=scenario.id,
        version=scenario.version,
        engine_version=ENGINE_VERSION,
        seed=seed,
        type=scenario.type,
        title=scenario.title,
        briefing=context.text(scenario.briefing, "briefing"),
        organisation=place,
        starts_at=iso(start),
        phase_minutes=dict(scenario.phase_minutes),
        facts=dict(context.facts),
        findings=findings,
        evidence=evidence,
        injects=tuple(sorted(injects, key=lambda inject: (inject.phase.position, inject.minutes))),
        questions=ask_questions(context, findings),
        decisions=offer_cards(scenario, library.catalogue, stream),
        parameters=parameters,
        world=starting_world(context),
        consequences=consequences,
        news=news,
    )


def _suspects(scenario: Scenario) -> frozenset[str]:
    """Roles that the incident may be laid to: named by the fact `party`, or wrong options for it."""
    found: set[str] = set()
    waiting: list[object] = [scenario.facts.get("party"), scenario.candidates.get("party")]
    while waiting:
        value = waiting.pop()
        if isinstance(value, FromCast):
            found.add(value.cast)
        elif isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, tuple):
            waiting += value
        elif is_dataclass(value):
            waiting += (getattr(value, part.name) for part in fields(value))
    return frozenset(found)


def _preset(scenario: Scenario, library: Library, wanted: str | None, stream: Stream) -> OrganisationPreset:
    name = wanted if wanted is not None else stream.pick(scenario.organisations)
    for preset in library.organisations:
        if preset.id == name:
            return preset
    if wanted is not None:
        raise NotFound(f"there is no organisation {wanted!r}")
    raise ContentError(f"there is no organisation {name!r}")


def _fact(fact: str, value: Value, context: Context) -> FactValue:
    """A fact's value, held against the vocabulary."""
    try:
        spec = context.library.vocabulary.spec(fact)
    except KeyError:
        raise ContentError(f"the vocabulary has no fact {fact!r}") from None
    resolved = resolve(value, context)
    if spec.kind is FactKind.SET and isinstance(resolved, str):
        resolved = (resolved,)
    parts = resolved if isinstance(resolved, tuple) else (resolved,)
    unknown = [part for part in parts if spec.values and part not in spec.values]
    if unknown:
        raise ContentError(f"the fact {fact!r} cannot be {unknown[0]!r}")
    return resolved


def _inject(spec: InjectSpec, context: Context, start: datetime, present: set[str]) -> Inject:
    opens = context.scenario.phase_minutes.get(spec.phase, 0)
    minutes = opens if spec.minutes is None else spec.minutes
    return Inject(
        id=spec.id,
        phase=spec.phase,
        minutes=minutes,
        moment=iso(start + timedelta(minutes=max(minutes, opens))),
        method=spec.method,
        sender=context.text(spec.sender, spec.id, "sender"),
        message=context.text(spec.message, spec.id, "message"),
        evidence=tuple(e for e in spec.evidence if e in present),
        marks=spec.marks,
        when=spec.when,
        after=spec.after,
    )


def _findings(context: Context, present: set[str]) -> tuple[Finding, ...]:
    specs = [s for s in context.scenario.findings if present.issuperset(s.evidence) and context.holds(s.only_if)]
    kept = {spec.id for spec in specs}
    return tuple(_finding(spec, context, kept) for spec in specs)


def _finding(spec: FindingSpec, context: Context, kept: set[str]) -> Finding:
    if spec.fact not in context.facts:
        raise ContentError(f"finding {spec.id!r}: the scenario does not state the fact {spec.fact!r}")
    low, high = (None if v is None else cast(int | str, resolve(v, context)) for v in (spec.low, spec.high))
    value = None if spec.value is None else _fact(spec.fact, spec.value, context)
    if value is None and low is None and high is None:
        value = context.facts[spec.fact]
    return Finding(
        id=spec.id,
        fact=spec.fact,
        evidence=spec.evidence,
        status=spec.status,
        value=value,
        low=low,
        high=high,
        supersedes=tuple(old for old in spec.supersedes if old in kept),
        how=None if spec.how is None else context.text(spec.how, spec.id, "how"),
    )
