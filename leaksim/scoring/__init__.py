"""Scoring: pure functions of what happened, what was knowable, and a guide."""

from .aspects import score_aspects
from .calibration import calibrate
from .card import score
from .difficulty import Difficulty, measure_difficulty
from .judge import CaseJudgement, judge_case
from .strategies import Strategy, autoplay
from .weights import PASS_MARK

__all__ = [
    "PASS_MARK",
    "CaseJudgement",
    "Difficulty",
    "Strategy",
    "autoplay",
    "calibrate",
    "judge_case",
    "measure_difficulty",
    "score",
    "score_aspects",
]
