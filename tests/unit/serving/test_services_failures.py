"""Reference numbers, the log behind them, and guarded callbacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaksim.services import failures


@pytest.fixture(autouse=True)
def log_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "logs" / "failures.log"
    monkeypatch.setattr(failures, "failure_log_path", lambda: path)
    return path


def test_references_are_readable_and_differ() -> None:
    references = {failures.new_reference() for _ in range(200)}
    assert len(references) > 190
    assert all(re.fullmatch(r"L-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}", reference) for reference in references)


def test_guarded_passes_results_through_and_turns_exceptions_into_references(log_file: Path) -> None:
    seen: list[str] = []
    assert failures.guarded(lambda value: value + 1, seen.append)(1) == 2
    assert seen == []

    def fails() -> None:
        raise RuntimeError("what happened")

    assert failures.guarded(fails, seen.append)() is None
    assert seen[0] in log_file.read_text(encoding="utf-8")
    assert "RuntimeError: what happened" in log_file.read_text(encoding="utf-8")


def test_guarded_lets_the_end_of_the_process_through() -> None:
    def leaves() -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        failures.guarded(leaves, lambda _reference: None)()


def test_a_log_that_cannot_be_written_does_not_hide_the_reference(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(failures, "failure_log_path", lambda: blocked / "failures.log")
    assert failures.log_failure(ValueError("x")).startswith("L-")


def test_log_rotates(monkeypatch: pytest.MonkeyPatch, log_file: Path) -> None:
    monkeypatch.setattr(failures, "_LOG_SIZE_BYTES", 400)
    for number in range(20):
        failures.log_failure(ValueError(f"number {number}"))
    files = sorted(path.name for path in log_file.parent.iterdir())
    assert "failures.log" in files
    assert "failures.log.1" in files
    assert len(files) <= failures._LOG_FILES + 1
