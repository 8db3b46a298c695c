"""Lessons for JupyterLab: alike in both languages, without outputs or keys, and solvable from the files alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from leaksim.domain.kinds import Language
from leaksim.engine import generate
from leaksim.errors import NotFound, UnreadableInput
from leaksim.i18n import translate
from leaksim.services import shelf
from leaksim.services.investigation import Case, normal_form, open_case, right_answers

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ROOT / "notebooks" / "lessons"
SCENARIO, SEED = "access-unusual-figures", 6
SOLUTIONS = {
    "persons = ...": "persons = people.iloc[:, 0].nunique()",
    "first_day, last_day = ..., ...": "first_day, last_day = people.iloc[:, -1].min(), people.iloc[:, -1].max()",
    "suspicious = ...": "suspicious = log[log['agent'].str.contains('probe') & (log['status'] == 200)]",
    "readers = ...": "readers = suspicious['client'].nunique()",
    "accesses = ...": "accesses = len(suspicious)",
}


def lesson(language: str) -> nbformat.NotebookNode:
    return nbformat.read(LESSONS / f"investigate.{language}.ipynb", as_version=4)


def printed(notebook: nbformat.NotebookNode) -> str:
    done = NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return "".join(o.get("text", "") for cell in done.cells for o in cell.get("outputs", []))


def test_every_lesson_is_there_in_both_languages() -> None:
    names = {path.name for path in LESSONS.glob("*.ipynb")}
    assert names == {f"investigate.{language.value}.ipynb" for language in Language}


def test_lessons_hold_no_outputs_and_differ_in_words_only() -> None:
    ja, en = lesson("ja"), lesson("en")
    for notebook in (ja, en):
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
    assert [cell.cell_type for cell in ja.cells] == [cell.cell_type for cell in en.cells]

    def code(notebook: nbformat.NotebookNode) -> list[str]:
        cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        return [re.sub(r"  # .*|language=\"..\"|\[:\d+\]", "", source) for source in cells]

    assert code(ja) == code(en)


@pytest.mark.parametrize("language", [language.value for language in Language])
def test_blanks_run_and_right_calculations_are_right(language: str) -> None:
    blank = printed(lesson(language))
    assert blank.count(translate("investigation.blank", language)) == 4
    solved = lesson(language)
    for cell in solved.cells:
        if cell.cell_type == "code":
            for gap, solution in SOLUTIONS.items():
                cell.source = cell.source.replace(gap, solution)
    told = printed(solved)
    assert told.count(translate("investigation.right", language)) == 4


def test_neither_notebook_nor_case_shows_a_key() -> None:
    made = generate(shelf.scenario(SCENARIO), SEED, shelf.library())
    right = right_answers(made, Language.JA)
    case = open_case(SCENARIO, SEED)
    held = {name: value for name, value in vars(case).items() if name != "files"}
    for answer in right.values():
        text = normal_form(answer).split("|")[0]
        if len(text) == 1:
            continue  # one digit stands everywhere
        assert not re.search(rf"(?<!\d){text}(?!\d)", json.dumps(lesson("ja")) + json.dumps(lesson("en")))
        assert text not in repr(held)


def test_wrong_answers_get_a_hint_and_several_writings_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    made = generate(shelf.scenario(SCENARIO), SEED, shelf.library())
    right = right_answers(made, Language.EN)
    case = open_case(SCENARIO, SEED, language="en")
    assert set(right) == set(case.tasks) >= {"persons", "readers", "accesses", "period"}

    def told(task: str, answer: object) -> str:
        case.check(task, answer)
        return capsys.readouterr().out.strip()

    yes = translate("investigation.right", "en")
    assert told("persons", f"{right['persons']:,}") == told("persons", float(right["persons"])) == yes
    assert told("period", [day.isoformat() for day in right["period"]]) == told("period", right["period"]) == yes
    assert told("persons", right["persons"] + 1) == translate("investigation.hint.persons", "en")
    assert told("period", right["period"][::-1]) == translate("investigation.hint.period", "en")
    with pytest.raises(NotFound, match="there are: persons"):
        case.check("nothing", 1)


@pytest.mark.parametrize("name", ["loss-train-laptop", "missend-open-window"])
def test_other_scenarios_open_as_well(name: str, tmp_path: Path) -> None:
    case: Case = open_case(name, 3, folder=tmp_path)
    assert "persons" in case.tasks
    assert all(path.parent == tmp_path for path in case.files.values())
    assert case.tables


def test_incident_without_anything_to_count_is_told() -> None:
    with pytest.raises((UnreadableInput, NotFound)):
        open_case("there-is-none", 1)
