"""Moments of requests and statements, to the second."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta
from itertools import accumulate

from ..clock import is_holiday
from ..streams import Stream


def moments_between(stream: Stream, first: datetime, last: datetime, count: int) -> list[datetime]:
    """`count` rising moments that begin exactly at `first` and, from two on, end exactly at `last`."""
    if count <= 0:
        return []
    length = max(0, int((last - first).total_seconds()))
    seconds = sorted(stream.integer(0, length) for _ in range(count))
    seconds[0] = 0
    if count > 1:
        seconds[-1] = length
    return [first + timedelta(seconds=second) for second in seconds]


def moments_in_hours(
    stream: Stream, first: datetime, last: datetime, count: int, hours: tuple[int, int]
) -> list[datetime]:
    """Like `moments_between`, all but the first and the last within these hours of working days.

    Where no such hour lies between, the whole span counts.
    """
    spans: list[tuple[datetime, int]] = []
    day = first.replace(hour=0, minute=0, second=0)
    while day <= last:
        begin, end = max(first, day + timedelta(hours=hours[0])), min(last, day + timedelta(hours=hours[1]))
        if begin < end and day.weekday() < 5 and not is_holiday(day.date()):
            spans.append((begin, int((end - begin).total_seconds())))
        day += timedelta(days=1)
    edges = list(accumulate(length for _, length in spans))
    if not edges or count <= 2:
        return moments_between(stream, first, last, count)
    moments = []
    for place in sorted(stream.integer(0, edges[-1] - 1) for _ in range(count - 2)):
        index = bisect_right(edges, place)
        begin, length = spans[index]
        moments.append(begin + timedelta(seconds=place - (edges[index] - length)))
    return [first, *moments, last]
