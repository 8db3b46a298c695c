"""Dates and times of day as documents write them, to see what is dated after it arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FORMS = (
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:\(.\))?\s*(?P<H>\d{1,2}):(?P<M>\d{2})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})[T ](?P<H>\d{2}):(?P<M>\d{2})"),
    re.compile(r"\[(?P<d>\d{2})/(?P<m>[A-Z][a-z]{2})/(?P<y>\d{4}):(?P<H>\d{2}):(?P<M>\d{2}):\d{2} \+0900"),
    re.compile(r"(?<![年\d])(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:\(.\))?\s*(?P<H>\d{1,2}):(?P<M>\d{2})"),
)
#: What is planned lies ahead.
_PLANNED = re.compile(r"に予約|まで")
#: Further ahead it is a term or the same day of another year, written without the year.
_NEAR = timedelta(days=120)


def dated_after(document: object, arrives: datetime) -> list[str]:
    """What the texts of a document date later than the minute in which it arrives."""
    found = []
    for text in _texts(document):
        for form in _FORMS:
            for match in form.finditer(text):
                moment = _moment(match.groupdict(), arrives)
                planned = _PLANNED.match(text[match.end() :])
                if not planned and timedelta(minutes=1) <= moment - arrives < _NEAR:
                    found.append(text[max(0, match.start() - 30) : match.end() + 20])
    return found


def _moment(parts: Mapping[str, str], arrives: datetime) -> datetime:
    month = parts["m"] if parts["m"].isdigit() else _MONTHS.index(parts["m"]) + 1
    year, day = int(parts.get("y", arrives.year)), int(parts["d"])
    return datetime(year, int(month), day, int(parts["H"]), int(parts["M"]), tzinfo=arrives.tzinfo)


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from _texts(value)
    elif isinstance(thing, Sequence):
        for value in thing:
            yield from _texts(value)
