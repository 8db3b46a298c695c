"""Whatever a file holds, there is a finding and never a traceback."""

from __future__ import annotations

import pytest

from leaksim.content import check_paths, load_library, load_scenario
from leaksim.content.sources import read_text
from leaksim.content.yaml_tree import read_yaml
from leaksim.errors import ContentError

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE = {
    "empty": b"",
    "only a comment": b"# nothing\n",
    "binary": bytes(range(256)) * 20,
    "zero bytes": b"id: x\0y\n",
    "invalid utf-8": b"id: \xff\xfe\n",
    "utf-16": "id: x\n".encode("utf-16"),
    "tab": b"cast:\n\tfinder: {}\n",
    "unclosed quote": b'id: "x\n',
    "unclosed list": b"id: [x\n",
    "deep": b"[" * 10_000,
    "deep and closed": b"[" * 10_000 + b"]" * 10_000,
    "deep mappings": b"{a: " * 5_000,
    "deep blocks": b"".join(b" " * n + b"a:\n" for n in range(300)),
    "deep json": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "huge number": b"version: " + b"9" * 6_000 + b"\n",
    "large number": b"version: 99999999999999999999\n",
    "merge key": b"base: &b {id: x}\nother: {<<: *b}\n",
    "alias bomb": BOMB.encode(),
    "alias to itself": b"a: &a [*a]\n",
    "unknown alias": b"a: *b\n",
    "tag": b"a: !!python/object/apply:os.system [ls]\n",
    "local tag": b"a: !thing x\n",
    "key that is a list": b"? [a, b]\n: c\n",
    "two documents": b"a: 1\n---\nb: 2\n",
    "not a number": b"a: .nan\n",
    "text": b"just a sentence\n",
    "list": b"- a\n- b\n",
    "directive": b"%YAML 9.9\n---\na: 1\n",
    "percent": b"%\n",
    "at": b"@\n",
    "null": b"null\n",
    "too large": b"a: " + b"x" * (9 * 2**20),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_scenario_ends_in_findings(content, name) -> None:
    content.scenario.write_bytes(HOSTILE[name])
    found = check_paths([content.scenario])
    assert found
    assert all(f.path == content.scenario and f.line >= 1 and f.column >= 1 for f in found)
    library = load_library(content.root)
    with pytest.raises(ContentError, match=r"lost-stick\.yaml:\d+:\d+: .* \[LK\d{3}\]"):
        load_scenario(content.scenario, library)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("file", ["facts.yaml", "guide/playbook.yaml", "guide/responses.yaml"])
def test_hostile_answers_end_in_findings(content, file, name) -> None:
    content.file(file).write_bytes(HOSTILE[name])
    assert any(f.path == content.file(file) for f in check_paths([content.root]))


def test_the_places_of_what_is_no_text(content) -> None:
    content.scenario.write_bytes("id: x\ntitle: 題\xff".encode()[:-2] + b"\xff\n")
    (finding,) = check_paths([content.scenario])
    assert (finding.code, finding.line, finding.column) == ("LK001", 2, 11)


def test_a_mark_at_the_start_and_windows_line_ends_change_nothing(content) -> None:
    text = content.scenario.read_text(encoding="utf-8")
    content.scenario.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert content.check() == []
    content.scenario.write_bytes(content.scenario.read_bytes().replace(b"difficulty: 1", b"difficulty: 9"))
    finding = content.only("LK006")
    assert (finding.line, finding.column) == (8, 13)


def test_anchors_and_aliases_stand_for_their_values(content) -> None:
    content.edit("scenario", "title: {ja: 題, en: Title}", "title: &t {ja: 題, en: Title}")
    content.edit("scenario", "summary: {ja: 要約, en: Summary}", "summary: *t")
    assert content.check() == []
    assert load_scenario(content.scenario, load_library(content.root)).summary.en == "Title"


def test_what_an_alias_brings_is_found_at_the_alias(content) -> None:
    content.edit("scenario", "summary: {ja: 要約, en: Summary}", "summary: {ja: 要約, en: &n [1]}")
    found = content.check()
    assert [(f.line, f.column) for f in found] == [content.place("scenario", "&n [1]")]


def test_yaml_1_2_and_keys_as_written() -> None:
    tree = read_yaml("a: no\nb: 12:30\nc: 2026-11-20\nd: 0x10\ne: 010\nf: ~\ng: 1e3\ntrue: yes\n1.10: x\nh: 1_000\n")
    assert tree.problems == []
    assert tree.data == {
        "a": "no",
        "b": "12:30",
        "c": "2026-11-20",
        "d": 16,
        "e": 10,
        "f": None,
        "g": 1000.0,
        "true": "yes",
        "1.10": "x",
        "h": "1_000",
    }


def test_duplicate_keys_in_json_are_found_too(tmp_path) -> None:
    source = read_text(tmp_path / "x.json", '{"a": 1,\n "a": 2}')
    (problem,) = source.problems
    assert (problem.code, problem.place) == ("LK002", (2, 2))


def test_json_keeps_its_own_rules(tmp_path) -> None:
    source = read_text(tmp_path / "x.json", '{\n\t"a": "\\ud83d\\ude00",\n\t"b": [1]\n}')
    assert source.problems == []
    assert source.data == {"a": "😀", "b": [1]}
