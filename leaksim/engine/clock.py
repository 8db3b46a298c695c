"""Scenario time: when it starts and the named moments, all in Japan Standard Time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone

from ..domain.facts import FactValue
from ..domain.scenario import StartSpec
from ..domain.scenario_values import FromParameter, IntegerRange, MomentSpec
from ..errors import ContentError
from .parameters import draw_integer, number
from .streams import Stream

JST = timezone(timedelta(hours=9))
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIXED_HOLIDAYS = ((2, 11), (2, 23), (3, 20), (3, 21), (7, 20), (8, 11), (9, 22), (9, 23), (11, 3), (11, 23))
_HOLIDAY_WEEKS = (((1, 1), (1, 5)), ((4, 29), (5, 6)), ((8, 10), (8, 16)))
_MONDAY_HOLIDAYS = ((1, 2), (7, 3), (9, 3), (10, 2))  # month, which Monday of it


#: So many days are tried before moments may fall on a holiday after all.
_TRIED = 40


def start_moment(spec: StartSpec, stream: Stream, shifts: Callable[[datetime], bool] = lambda start: False) -> datetime:
    """The start of scenario time; another day while `shifts` says that the day will not do."""
    wanted = {_WEEKDAYS.index(day) for day in spec.weekdays}
    first = date(spec.year, 1, 1)
    days = [first + timedelta(days=n) for n in range(365)]
    open_days = [day for day in days if day.weekday() in wanted and not is_holiday(day)]
    if not open_days:
        raise ContentError(f"no day of {spec.year} fits the weekdays {', '.join(spec.weekdays)}")
    day = stream.pick(open_days)
    first = start = datetime(day.year, day.month, day.day, spec.hour, stream.integer(*spec.minutes), tzinfo=JST)
    for attempt in range(_TRIED):
        if not shifts(start):
            return start
        day = stream.child("again", attempt).pick(open_days)
        start = first.replace(year=day.year, month=day.month, day=day.day)
    return start


def resolve_moments(
    specs: Mapping[str, MomentSpec], start: datetime, parameters: Mapping[str, FactValue], stream: Stream
) -> dict[str, datetime]:
    """Every named moment and "start", in declared order."""
    moments = {"start": start}
    for name, spec in specs.items():
        if spec.of not in moments:
            raise ContentError(f"moment {name!r} is relative to {spec.of!r}, which is not declared before it")
        own = stream.child(name)
        moment = moments[spec.of] + timedelta(days=_amount(spec.days, parameters, own.child("days")))
        if spec.clock is not None:
            hour, minute = (int(part) for part in spec.clock.split(":"))
            moment = moment.replace(hour=hour, minute=minute)
        moment += timedelta(minutes=_amount(spec.minutes, parameters, own.child("minutes")))
        if spec.workday is not None:
            step = timedelta(days=1 if spec.workday == "after" else -1)
            while not is_working_day(moment.date()):
                moment += step
        moments[name] = moment
    return moments


def iso(moment: datetime) -> str:
    """ISO 8601 to the minute, with the offset."""
    return moment.isoformat(timespec="minutes")


def _amount(spec: IntegerRange | int | FromParameter, parameters: Mapping[str, FactValue], stream: Stream) -> int:
    if isinstance(spec, IntegerRange):
        return draw_integer(spec, stream)
    return number(spec, parameters)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def is_holiday(day: date) -> bool:
    month_day = (day.month, day.day)
    if month_day >= (12, 28) or any(first <= month_day <= last for first, last in _HOLIDAY_WEEKS):
        return True
    if month_day in _FIXED_HOLIDAYS:
        return True
    if (day - timedelta(days=1)).weekday() == 6 and (month_day[0], month_day[1] - 1) in _FIXED_HOLIDAYS:
        return True  # the Monday after a holiday that fell on a Sunday
    return day.weekday() == 0 and (day.month, (day.day - 1) // 7 + 1) in _MONDAY_HOLIDAYS
