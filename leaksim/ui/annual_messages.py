"""What a browser may say to the page of an annual training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .messages import BadMessage, Message, announce, read_name

LINES_LIMIT = 8


@dataclass(frozen=True, kw_only=True)
class BeginTraining(Message):
    """Draw the first situations."""


@dataclass(frozen=True, kw_only=True)
class ChooseOption(Message):
    question: str
    choice: str


@dataclass(frozen=True, kw_only=True)
class MarkLines(Message):
    """A certainty for every line, by the line's id."""

    question: str
    lines: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ReadOn(Message):
    """The explanation was read."""

    question: str


@dataclass(frozen=True, kw_only=True)
class TakeAgain(Message):
    """Draw other situations for what was missed."""


@dataclass(frozen=True, kw_only=True)
class SaveCertificate(Message):
    """Make the certificate's file."""


def _lines(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not 0 < len(value) <= LINES_LIMIT:
        raise BadMessage("a certainty for each line is expected")
    return {read_name(line): read_name(certainty) for line, certainty in value.items()}


announce("annual_begin", BeginTraining)
announce("annual_choose", ChooseOption, question=read_name, choice=read_name)
announce("annual_mark", MarkLines, question=read_name, lines=_lines)
announce("annual_read", ReadOn, question=read_name)
announce("annual_again", TakeAgain)
announce("annual_certificate", SaveCertificate)
