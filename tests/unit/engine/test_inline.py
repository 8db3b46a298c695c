"""Labels within English sentences."""

from __future__ import annotations

import pytest

from leaksim.engine.wording import inline


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Name, Address, ID and password", "name, address, ID and password"),
        ("USB stick", "USB stick"),
        ("CD or DVD, Paper", "CD or DVD, paper"),
        ("My Number", "My Number"),
        ("A generative-AI service", "a generative-AI service"),
        ("Left on the train, by Sato", "left on the train, by Sato"),
        ("氏名、ID・パスワード", "氏名、ID・パスワード"),
        ("", ""),
    ],
)
def test_a_label_begins_small_within_a_sentence(label: str, within: str) -> None:
    assert inline(label) == within
