"""The engine: `generate(scenario, seed, library)` makes an incident, the same one anywhere and any time."""

from __future__ import annotations

from .incidents import ENGINE_VERSION, generate

__all__ = ["ENGINE_VERSION", "generate"]
