"""Family names that nobody involved bears."""

from __future__ import annotations

import pytest

from leaksim.engine import generate
from leaksim.engine.names import FAMILY_NAMES
from leaksim.errors import UnreadableInput
from leaksim.services import shelf


def party(seed: int, avoid: tuple[str, ...] = ()) -> str:
    return str(generate(shelf.scenario("loss-train-laptop"), seed, shelf.library(), avoid=avoid).facts["party"])


@pytest.mark.parametrize("writing", ["ja", "kana", "romaji"])
def test_avoided_family_name_is_never_the_party_nor_offered_as_one(writing: str) -> None:
    drawn = party(1)
    (name,) = (n for n in FAMILY_NAMES if f" {n.ja} " in f" {drawn} ")
    avoid = (f" {getattr(name, writing)} ",)
    made = generate(shelf.scenario("loss-train-laptop"), 1, shelf.library(), avoid=avoid)
    offered = [o.label.ja for q in made.questions if q.fact == "party" for o in q.options]
    assert offered
    assert not [label for label in [str(made.facts["party"]), *offered] if f" {name.ja} " in label]


def test_names_that_are_not_drawn_change_nothing() -> None:
    drawn = party(1)
    unused = next(n for n in FAMILY_NAMES if n.ja not in drawn)
    assert party(1, ("存在しない姓",)) == drawn
    assert [party(seed, (unused.ja,)) == party(seed) for seed in range(30)].count(True) >= 25


def test_nobody_left_is_told() -> None:
    with pytest.raises(UnreadableInput, match="no family name is left"):
        party(1, tuple(n.ja for n in FAMILY_NAMES))
