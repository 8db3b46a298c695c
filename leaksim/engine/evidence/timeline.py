"""Moments of requests and statements, to the second."""

from __future__ import annotations

from datetime import datetime, timedelta

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
