"""The errors that callers handle. Everything else is a defect."""

from __future__ import annotations


class LeaksimError(Exception):
    """Base of all errors with a message meant for people."""


class ContentError(LeaksimError):
    """Content that cannot be used; the message lists the findings."""


class NotFound(LeaksimError):
    """No scenario, playbook, run or other thing of that name."""


class IllegalEvent(LeaksimError):
    """An event that the exercise does not allow now."""


class UnreadableInput(LeaksimError):
    """A file or argument that cannot be read as what it should be."""


class Conflict(LeaksimError):
    """Somebody else wrote to the same run first."""
