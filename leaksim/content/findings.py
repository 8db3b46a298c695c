"""Findings: what is wrong with content, as values with stable codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..errors import ContentError


class Severity(StrEnum):
    ERROR = "error"  # the content cannot be used
    WARNING = "warning"  # it can be used, and probably says something else than meant
    NOTE = "note"


class Code(StrEnum):
    """Stable codes; docs/checks.md explains each."""

    SYNTAX = "LK001"
    DUPLICATE_KEY = "LK002"
    UNKNOWN_KEY = "LK003"
    MISSING_KEY = "LK004"
    WRONG_TYPE = "LK005"
    BAD_VALUE = "LK006"
    UNKNOWN_FILE = "LK007"
    MISSING_TRANSLATION = "LK010"
    UNEVEN_VARIANTS = "LK011"
    DANGLING_ID = "LK020"
    DUPLICATE_ID = "LK021"
    UNREACHABLE_INJECT = "LK030"
    UNRELEASED_EVIDENCE = "LK031"
    UNRELEASED_FINDING = "LK032"
    SILENT_RESPONSE = "LK033"
    UNUSED_PART = "LK034"
    UNSAID_CHAIN = "LK035"
    SCORED_CONSEQUENCE = "LK036"
    BAD_CONSEQUENCE = "LK037"
    BAD_ASPECT = "LK038"
    UNSAID_PRINCIPLES = "LK039"
    BAD_CONDITION = "LK040"
    BAD_FACT_VALUE = "LK041"
    IDLE_CASE = "LK042"
    FEW_DISTRACTORS = "LK050"
    CROWDED_DECISION = "LK051"
    MISSING_CANDIDATES = "LK052"
    BAD_TEMPLATE = "LK060"
    UNSAFE_TEXT = "LK070"


@dataclass(frozen=True)
class Finding:
    """One thing to mend; `line` and `column` count from 1."""

    code: Code
    severity: Severity
    path: Path
    line: int
    column: int
    breadcrumb: str
    message: str

    def __str__(self) -> str:
        where = f" ({self.breadcrumb})" if self.breadcrumb else ""
        return f"{self.path}:{self.line}:{self.column}: {self.message} [{self.code}]{where}"

    def as_json(self) -> Mapping[str, str | int]:
        return {
            "code": str(self.code),
            "severity": str(self.severity),
            "path": str(self.path),
            "line": self.line,
            "column": self.column,
            "breadcrumb": self.breadcrumb,
            "message": self.message,
        }


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def sorted_findings(findings: Iterable[Finding]) -> list[Finding]:
    """By file and place, each finding once."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda f: (str(f.path), f.line, f.column, f.code, f.message))


def refuse(findings: Iterable[Finding]) -> None:
    """Raise ContentError when any finding is an error."""
    found = sorted_findings(errors_in(findings))
    if found:
        raise ContentError("\n".join(str(finding) for finding in found))
