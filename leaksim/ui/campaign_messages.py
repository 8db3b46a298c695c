"""What a browser may say to the page behind a personal link."""

from __future__ import annotations

from dataclasses import dataclass

from .messages import Message, announce


@dataclass(frozen=True, kw_only=True)
class Enter(Message):
    """Begin the training of this link, or go on with it."""


announce("campaign_enter", Enter)
