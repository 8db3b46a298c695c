"""Several files read as one document, each value still known by the file that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .findings import Code, Finding, Severity
from .sources import Source
from .yaml_tree import Loc


@dataclass
class Joined:
    """`origins`: for (key, name or position in the whole), the file and the name or position there."""

    main: Source
    data: Any
    origins: dict[tuple[str, str | int], tuple[Source, str | int]] = field(default_factory=dict)

    def finding(
        self,
        code: Code,
        loc: Loc,
        message: str,
        *,
        severity: Severity = Severity.ERROR,
        key: bool = False,
        breadcrumb: str = "",
    ) -> Finding:
        source, inside = self.main, loc
        if len(loc) > 1 and isinstance(loc[0], str):
            found = self.origins.get((loc[0], loc[1]))
            if found is not None:
                source, inside = found[0], (loc[0], found[1], *loc[2:])
        return source.finding(code, inside, message, severity=severity, key=key, breadcrumb=breadcrumb)
