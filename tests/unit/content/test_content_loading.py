"""Loading: what comes out, what is refused, and what the cache may and may not do."""

from __future__ import annotations

import os

import pytest

from leaksim.content import (
    check_paths,
    list_playbooks,
    load_library,
    load_playbook,
    load_scenario,
    scenario_paths,
    sources,
)
from leaksim.domain.conditions import FactTest
from leaksim.domain.kinds import Grade, IncidentType, Phase
from leaksim.domain.scenario_evidence import MemoSpec
from leaksim.domain.scenario_values import ByParameter, FromParameter
from leaksim.errors import ContentError, NotFound, UnreadableInput


def test_what_is_loaded(content) -> None:
    library = load_library(content.root)
    assert library.vocabulary.spec("persons").label.ja == "人数"
    assert library.misconceptions[0].does == ("wait",)
    assert list_playbooks(content.root) == ("guide",)
    playbook = load_playbook(content.root, "guide")
    (response,) = playbook.responses
    assert response.grade is Grade.REQUIRED
    assert response.when == FactTest(fact="persons", at_least=1)
    assert scenario_paths(content.root) == (content.scenario,)
    scenario = load_scenario(content.scenario, library)
    assert scenario.type is IncidentType.P2P
    assert scenario.phase_minutes[Phase.INVESTIGATE] == 60
    assert scenario.facts["persons"] == FromParameter(param="persons")
    assert scenario.facts["medium"] == ByParameter(case="medium", cases={"usb": "usb", "disc": "disc"})
    assert isinstance(scenario.evidence[0], MemoSpec)


def test_misconceptions_may_be_absent(content) -> None:
    content.file("misconceptions.yaml").unlink()
    assert load_library(content.root).misconceptions == ()
    assert content.check() == []


def test_further_files_follow_in_the_order_of_their_names(content) -> None:
    text = content.file("guide/responses.yaml").read_text(encoding="utf-8")
    content.file("guide/a-first.yaml").write_text(text.replace("r1", "r0"), encoding="utf-8")
    assert [r.id for r in load_playbook(content.root, "guide").responses] == ["r0", "r1"]
    content.file("guide/z-last.yaml").write_text(
        text.replace("r1", "r0").replace("required", "needed"), encoding="utf-8"
    )
    finding = content.only("LK006")
    assert finding.path == content.file("guide/z-last.yaml")
    assert finding.line == 5


def test_one_id_in_two_files_of_a_guide(content) -> None:
    text = content.file("guide/responses.yaml").read_text(encoding="utf-8")
    content.file("guide/z-last.yaml").write_text(text, encoding="utf-8")
    finding = content.only("LK021")
    assert finding.path == content.file("guide/z-last.yaml")


def test_all_findings_are_in_the_message(content) -> None:
    content.edit("scenario", "difficulty: 1", "difficulty: 7")
    content.edit("scenario", "version: 1", "versoin: 1")
    with pytest.raises(ContentError) as caught:
        load_scenario(content.scenario, load_library(content.root))
    lines = str(caught.value).splitlines()
    assert [line.split("[")[1].split("]")[0] for line in lines] == ["LK004", "LK003", "LK006"]
    assert lines[1].startswith(f"{content.scenario}:2:1: the key 'versoin' is unknown here (did you mean 'version'?)")


def test_names_are_checked_on_loading(content) -> None:
    library = load_library(content.root)
    content.edit("scenario", "marks: [called_back]", "marks: [caled_back]")
    with pytest.raises(ContentError, match=r"did you mean 'called_back'"):
        load_scenario(content.scenario, library)
    content.edit("guide/responses.yaml", 'section: "1"', 'section: "9"')
    with pytest.raises(ContentError, match="LK020"):
        load_playbook(content.root, "guide")
    content.edit("actions.yaml", "voids: [report_now]", "voids: [x]")
    with pytest.raises(ContentError, match="LK020"):
        load_library(content.root)


def test_a_missing_translation_is_filled(content) -> None:
    content.edit("scenario", "{ja: 拾いました, en: Found it}", "{ja: 拾いました}")
    scenario = load_scenario(content.scenario, load_library(content.root))
    assert scenario.injects[0].message.en == "拾いました"


def test_what_is_not_there(content, tmp_path) -> None:
    library = load_library(content.root)
    with pytest.raises(NotFound, match="known: guide"):
        load_playbook(content.root, "gide")
    with pytest.raises(NotFound):
        load_scenario(tmp_path / "none.yaml", library)
    with pytest.raises(UnreadableInput):
        check_paths([tmp_path / "none.yaml"])
    with pytest.raises(NotFound):
        load_library(tmp_path / "none")


def test_paths_of_every_sort_can_be_checked(content) -> None:
    content.edit("scenario", "difficulty: 1", "difficulty: 7")
    content.edit("guide/responses.yaml", "action: report_now", "action: report")
    content.edit("questions.yaml", "fact: persons", "fact: person")
    answers = content.root / "answers"
    expected = {
        content.scenario: {"scenario"},
        content.root / "scenarios": {"scenario"},
        answers / "guide": {"guide"},
        answers / "guide" / "responses.yaml": {"guide"},
        answers / "questions.yaml": {"questions"},
        answers / "facts.yaml": set(),
        answers: {"guide", "questions"},
        content.root: {"guide", "questions", "scenario"},
    }
    names = {
        content.scenario: "scenario",
        answers / "guide" / "responses.yaml": "guide",
        answers / "questions.yaml": "questions",
    }
    for path, seen in expected.items():
        assert {names[f.path] for f in check_paths([path])} == seen, path


def test_a_broken_library_is_told_with_the_scenario(content) -> None:
    content.edit("facts.yaml", "facts:\n", "fakts: []\nfacts:\n")
    assert {f.path.name for f in check_paths([content.scenario])} == {"facts.yaml"}


@pytest.fixture
def cached(content, monkeypatch):
    """The folder as if it were the shipped content, with a cache of its own."""
    monkeypatch.setattr("leaksim.content.loading.is_shipped", lambda path: True)
    monkeypatch.setattr(sources.platformdirs, "user_cache_dir", lambda *a, **k: str(content.root / "cache"))
    return content


def test_the_cache_answers_with_the_same(cached, monkeypatch) -> None:
    first = load_library(cached.root), load_playbook(cached.root, "guide")
    assert len(list((cached.root / "cache" / "content").glob("*.json"))) == 9

    def refuse(text: str) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(sources, "read_yaml", refuse)
    assert (load_library(cached.root), load_playbook(cached.root, "guide")) == first


def test_the_cache_is_never_trusted(cached) -> None:
    first = load_library(cached.root)
    for path in (cached.root / "cache" / "content").glob("*.json"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"data":{', '"data":{"strange":1,'), encoding="utf-8")
    with pytest.raises(ContentError, match="strange"):
        load_library(cached.root)
    for path in (cached.root / "cache" / "content").glob("*.json"):
        path.write_bytes(b"\xff\x00 no json")
    assert load_library(cached.root) == first


def test_a_changed_file_is_read_again(cached) -> None:
    load_library(cached.root)
    cached.edit("facts.yaml", "人数", "ひとの数")
    assert load_library(cached.root).vocabulary.spec("persons").label.ja == "ひとの数"
    assert cached.check() == []


def test_findings_have_places_when_data_comes_from_the_cache(cached) -> None:
    cached.edit("questions.yaml", "fact: persons", "fact: person")
    for _ in range(2):
        finding = cached.only("LK020")
        assert (finding.line, finding.column) == cached.place("questions.yaml", "person\n")


def test_a_cache_that_cannot_be_written_is_done_without(cached, monkeypatch) -> None:
    (cached.root / "cache").write_text("a file in the way", encoding="utf-8")
    assert load_library(cached.root).questions


def test_the_cache_is_for_its_owner_only(cached) -> None:
    load_library(cached.root)
    folder = cached.root / "cache" / "content"
    assert os.stat(folder).st_mode & 0o077 == 0
    assert all(os.stat(path).st_mode & 0o077 == 0 for path in folder.iterdir())
