"""The command line. Thin: it reads arguments, calls services and prints."""

from __future__ import annotations

from .main import main

__all__ = ["main"]
