"""The annual training on a PostgreSQL server: the same training, and one certificate however many ask for it."""

from __future__ import annotations

import pytest
from annual_sitting import right

from leaksim.errors import Conflict
from leaksim.services.annual import Training, open_trainings
from leaksim.services.certificates import verify


def finish(training: Training, *, leave: int = 0) -> None:
    """Answer rightly and read on, up to `leave` steps before the end."""
    training.start()
    steps = 2 * 9 - leave
    for _ in range(steps):
        attempt = training.state.attempt
        assert attempt is not None
        assert attempt.at is not None
        paper, question = attempt.at
        if question.id in attempt.replies:
            training.read(question.id)
            continue
        reply = right(paper, question)
        if reply.lines is not None:
            training.mark(question.id, reply.lines)
        else:
            assert reply.choice is not None
            training.answer(question.id, reply.choice)


def test_a_training_is_certified_once(postgres_url: str) -> None:
    trainings = open_trainings(postgres_url)
    token = trainings.begin(organisation="factory", seed=8)
    one = trainings.resume(token)
    finish(one, leave=1)
    other = trainings.resume(token)
    assert one.state.attempt is not None
    assert one.state.attempt.at is not None
    last = one.state.attempt.at[1].id
    one.read(last)
    with pytest.raises(Conflict):
        other.read(last)
    other.reload()
    assert other.certificate == one.certificate
    assert one.certificate is not None
    assert verify(one.certificate, postgres_url).valid
    trainings._store.close()
