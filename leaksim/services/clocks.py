"""The periods that today's law sets, as clocks that run in scenario time.

They say what may have to be done by when, and never whether the duty holds: that is for the players to find out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from ..domain.aftermath_texts import ClockText
from ..domain.current_law import CurrentLaw, RuleKind, apply_law
from ..domain.exercise import Exercise
from ..domain.kinds import Language, Truth
from ..domain.knowledge import established_values
from ..i18n import format_moment, translate

#: Facts about the organisation that everybody in it knows.
_KNOWN = ("organisation_kind", "sector")


def statutory_clocks(exercise: Exercise, law: CurrentLaw | None, language: Language) -> tuple[ClockText, ...]:
    """Duties with a period that can apply to an organisation of this kind. Nothing else of the facts is used, but for
    the moment of discovery once it is established; before that the clocks run from the start."""
    if law is None:
        return ()
    incident = exercise.incident
    found = established_values(incident, exercise.evidence())
    now = datetime.fromisoformat(exercise.now)
    done = {act.action for act in exercise.acts}
    clocks = []
    for finding in apply_law(law, {name: incident.facts[name] for name in _KNOWN if name in incident.facts}):
        rule = finding.rule
        days = finding.latest_days if finding.latest_days is not None else finding.days
        if rule.kind is not RuleKind.DUTY or finding.due is Truth.NO or days is None:
            continue
        since = found.get(rule.since) if rule.since else None
        begins = datetime.fromisoformat(since if isinstance(since, str) else incident.starts_at)
        until = begins + timedelta(days=days)
        clocks.append(
            ClockText(
                title=rule.title.in_(language),
                deadline=rule.deadline.in_(language) if rule.deadline else "",
                until=format_moment(until.isoformat(timespec="minutes"), language),
                left=_left(until - now, language),
                over=until < now,
                done=not done.isdisjoint(rule.acts),
            )
        )
    return tuple(clocks)


def _left(rest: timedelta, language: Language) -> str:
    minutes = int(abs(rest).total_seconds()) // 60
    key = "clocks.over" if rest < timedelta(0) else "clocks.left"
    return translate(key, language, days=minutes // 1440, hours=minutes % 1440 // 60)
