"""Campaigns for tests: a file with a roster, a clock to set, and trainings that are passed without answering."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from leaksim.services.annual import Training, Trainings
from leaksim.services.campaigns import Campaigns, Opened, open_campaigns
from leaksim.services.participants import Participants
from leaksim.store import open_store

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "campaign.yaml"
ROSTER = ("E-1", "E-2", "E-3,manager,休職中")
BEFORE = datetime(2026, 11, 20, tzinfo=UTC)
OPEN = datetime(2026, 11, 25, tzinfo=UTC)
CLOSED = datetime(2026, 12, 19, tzinfo=UTC)
EXPIRED = datetime(2027, 3, 31, 15, tzinfo=UTC)  # midnight in Japan: keep_until has passed


class Hands:
    """A clock whose hands a test sets."""

    def __init__(self, now: datetime = BEFORE) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Office:
    """One database with everything that works on it."""

    def __init__(self, url: str) -> None:
        self.clock = Hands()
        self.store = open_store(url, clock=self.clock)
        self.campaigns: Campaigns = open_campaigns(url, clock=self.clock)
        self.participants = Participants(self.store, self.clock)
        self.trainings = Trainings(self.store)

    def open_campaign(self, folder: Path, roster: Sequence[str] = ROSTER, **changes: str) -> Opened:
        return self.campaigns.open_file(campaign_file(folder, roster, **changes))

    def finish(self, token: str, *, miss_first: bool = False) -> Training:
        """Pass a training by answering it; `miss_first` fails the first question, which is then retaken."""
        training = self.trainings.resume(token)
        answer_all(training, miss=miss_first)
        while training.status == "running":
            training.retake()
            answer_all(training)
        return training


def answer_all(training: Training, *, miss: bool = False) -> None:
    """Answer the attempt that is open rightly, but for the first question where it is to be missed."""
    while training.state.attempt is not None and (at := training.state.attempt.at) is not None:
        _, question = at
        if question.lines:
            training.mark(question.id, {line.id: line.standing.fitting[0] for line in question.lines})
        else:
            training.answer(question.id, next(c.id for c in question.choices if c.right is not miss))
            miss = False
        training.read(question.id)


def campaign_file(folder: Path, roster: Sequence[str] = ("E-1",), **changes: str) -> Path:
    """The example with another roster; `changes` replace the value of a key that stands in one line."""
    lines = []
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        key = line.strip().partition(":")[0]
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(f"{indent}{key}: {changes[key]}" if key in changes else line)
    path = folder / "campaign.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    (folder / "roster.csv").write_text("\n".join(["id,role,exempt", *roster]), encoding="utf-8")
    return path
