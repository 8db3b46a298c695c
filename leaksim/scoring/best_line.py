"""The best outcome among lines that score full marks, found by search.

It starts from the perfect run and moves, adds or reorders one weighty act after another for as long as that helps. A
line counts only while its acts lose no point. The search climbs: what it finds is never worse than the perfect run, yet
a better line that needs several changes at once can escape it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.catalogue import Library
from ..domain.exercise import Exercise
from ..domain.incident import Incident
from ..domain.kinds import PHASES, Phase
from ..domain.playbook import Playbook
from ..domain.records import record
from ..domain.scorecard import Verdict
from .card import judge_run
from .outcomes import Line, Outcome, add_act, line_of, outcome_meter, play_line, remove_act, weighty_acts
from .strategies import play_perfect

_HARMLESS = {Verdict.DONE, Verdict.PERMITTED, Verdict.NOT_STATED, Verdict.UNDECIDED}


@record
class Move:
    """An act put at one end of a phase, wherever it stood before."""

    action: str
    phase: Phase
    ahead: bool
    first: bool

    def on(self, line: Line) -> Line:
        return add_act(remove_act(line, self.action), self.action, self.phase, ahead=self.ahead, first=self.first)


@record
class BestLine:
    """What the perfect run leads to, and the best that full marks allow."""

    perfect: Outcome
    best: Outcome
    line: Line
    exercise: Exercise

    @property
    def gain(self) -> int:
        """By how much the best line’s burden is smaller; 0 where the perfect run cannot be improved on."""
        return self.perfect.burden - self.best.burden


def find_best_line(incident: Incident, playbook: Playbook, library: Library, *, only_order: bool = False) -> BestLine:
    """Pure: the same incident and guide give the same line. `only_order`: with the acts of the perfect run alone."""
    start = play_perfect(incident, playbook, library)
    measure = outcome_meter(incident, library)
    line, state = line_of(start), start
    best = perfect = measure(start)
    weighty = weighty_acts(incident, library)
    if only_order:
        weighty &= {act.action for act in start.acts}
    moves = list(_moves(incident, line, weighty))
    while moves:
        helpful: list[tuple[int, int, Move]] = []
        for number, move in enumerate(moves):
            burden = measure(play_line(incident, move.on(line))).burden
            if burden < perfect.burden:
                helpful.append((burden, number, move))
        found = False
        for _, _, move in sorted(helpful, key=lambda one: one[:2]):
            other = move.on(line)
            played = play_line(incident, other)
            outcome = measure(played)
            if outcome.burden < best.burden and scores_full(played, playbook, library):
                line, state, best, found = other, played, outcome, True
        moves = [move for _, _, move in helpful] if found else []
    return BestLine(perfect=perfect, best=best, line=line, exercise=state)


def scores_full(exercise: Exercise, playbook: Playbook, library: Library) -> bool:
    """Whether the acts of a run lose no point; answers can always be given as the evidence then allows."""
    return all(j.verdict in _HARMLESS for j in judge_run(exercise, playbook, library))


def _moves(incident: Incident, line: Line, weighty: frozenset[str]) -> Iterator[Move]:
    """One act done at either end of a phase in which it is on offer, whether or not it is done so far."""
    homes = {card.action: card.phase for card in incident.cards()}
    firsts = {action: first for _, acts in line for action, first in acts}
    for action in sorted(weighty):
        for phase in PHASES[homes[action].position :]:
            for ahead in (True, False):
                yield Move(action=action, phase=phase, ahead=ahead, first=firsts.get(action, False))
