"""Forms on a real database: stored at once, checked only when they may be, played again from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaksim.domain.form_texts import FormText
from leaksim.domain.kinds import PHASES, Certainty, Phase
from leaksim.errors import IllegalEvent
from leaksim.services.commands import make_incident, play_file
from leaksim.services.freezing import event_adapter
from leaksim.services.runs import Run, Runs, open_runs

FORM = "ipa-sharing-sheet"


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return open_runs(f"sqlite:///{tmp_path / 'runs.db'}")


def start(runs: Runs, mode: str = "each_phase") -> tuple[str, Run]:
    token = runs.start(language="ja", scenario="loss-train-laptop", organisation="company", seed=7, mode=mode)
    return token, runs.resume(token)


def close(run: Run, *phases: Phase) -> None:
    for phase in phases:
        run.close_phase(phase)


def shown(run: Run) -> dict[str, FormText]:
    return {form.id: form for form in run.forms("ja")}


def test_a_form_is_stored_at_once_and_emptied_again(runs: Runs) -> None:
    token, run = start(runs)
    run.fill(FORM, "subject", text="件名")
    again = runs.resume(token)
    assert again.view() == run.view()
    assert again.view().sheets[0].fields[0].entry is not None
    again.fill(FORM, "subject")
    assert runs.resume(token).view().sheets[0].fields[0].entry is None


def test_answers_are_taken_over_once(runs: Runs) -> None:
    _, run = start(runs)
    question = next(q for q in run.view().questions if q.id.startswith("party@"))
    run.answer(question.id, Certainty.PRESUMED, question.options[0].id)
    run.take_over(FORM)
    before = len(run.exercise.events)
    run.take_over(FORM)
    assert len(run.exercise.events) == before
    entry = next(f.entry for f in run.view().sheets[0].fields if f.id == "party_name")
    assert entry is not None
    assert (entry.certainty, entry.value) == (Certainty.PRESUMED, question.options[0].id)


def test_the_check_is_told_when_the_form_is_closed(runs: Runs) -> None:
    _, run = start(runs)
    run.fill(FORM, "subject", text="件名")
    close(run, *PHASES[:2])
    assert not shown(run)
    close(run, PHASES[2])
    check = shown(run)[FORM]
    assert check.fields[0].given == "件名"
    assert not check.fields[0].verdict
    assert check.fields[0].model
    with pytest.raises(IllegalEvent):
        run.fill(FORM, "subject", text="別の件名")


def test_an_exam_tells_nothing_before_its_end(runs: Runs) -> None:
    _, run = start(runs, mode="exam")
    close(run, *PHASES[:5])
    assert not shown(run)
    close(run, PHASES[5])
    assert FORM in shown(run)
    assert run.result().percent is not None


def test_a_view_holds_no_model_text_and_no_form_to_come(runs: Runs) -> None:
    _, run = start(runs)
    seen = repr(run.view("ja"))
    later = [sheet for sheet in run.exercise.incident.sheets if sheet.phase is not PHASES[0]]
    assert later
    assert not any(sheet.id in seen for sheet in later)
    models = [f.model.ja for s in run.exercise.incident.sheets for f in s.fields if f.model and "{" not in f.model.ja]
    assert models
    assert not any(model in seen for model in models)


def test_a_form_to_come_cannot_be_saved(runs: Runs) -> None:
    _, run = start(runs)
    name, media_type, content = run.form_file(FORM, "docx", "en")
    assert name.startswith(FORM)
    assert media_type.startswith("application/")
    assert content[:2] == b"PK"
    with pytest.raises(IllegalEvent):
        run.form_file("ipa-publication-items", "pdf", "ja")


def test_events_of_forms_are_played_again_from_a_file(runs: Runs, tmp_path: Path) -> None:
    _, run = start(runs)
    close(run, *PHASES[:2])
    run.fill(FORM, "subject", text="件名")
    run.fill(FORM, "count", Certainty.CONFIRMED, 12)
    content = next(f for f in run.view().sheets[0].fields if f.id == "content")
    run.fill(FORM, "content", Certainty.PRESUMED, [content.options[0].id, content.options[1].id])
    events = [event_adapter().dump_python(event, mode="json") for event in run.exercise.events]
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"events": events}, ensure_ascii=False), encoding="utf-8")
    incident = make_incident("loss-train-laptop", None, 7, "company")
    exercise, _ = play_file(incident, path, "ipa")
    assert exercise.filled == run.exercise.filled
