# ruff: noqa: E501 (what is broken, and how, reads best on one line)
"""Every code, at its exact place. "LK034" has its test in test_content_parts.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaksim.content import Code

ROOT = Path(__file__).resolve().parents[3]

# code, file, what is replaced, by what, the text at which the finding stands (in the broken file), its breadcrumb
CASES = [
    ("LK001", "scenario", "difficulty: 1", "difficulty: [1", ": 30\naudience", None),
    ("LK002", "scenario", "difficulty: 1\n", "difficulty: 1\nversion: 2\n", "version: 2", None),
    ("LK002", "guide/playbook.yaml", "coverage:\n", "version: '2'\ncoverage:\n", "version: '2'", None),
    ("LK003", "scenario", "written_by: finder", "writen_by: finder", "writen_by", "scenario lost-stick › evidence call_memo › writen_by"),
    ("LK003", "guide/responses.yaml", "grade: required\n", "grade: required\n    notes: x\n", "notes", "playbook guide › response r1 › notes"),
    ("LK003", "guide/responses.yaml", "responses:\n", "remarks: []\nresponses:\n", "remarks", "playbook guide"),
    ("LK004", "scenario", "    heading: {ja: 電話, en: Call}\n", "", "id: call_memo", "scenario lost-stick › evidence call_memo"),
    ("LK004", "scenario", "{happened: called_back}", "{happend: called_back}", "{happend", "scenario lost-stick › inject table › when"),
    ("LK004", "scenario", "kind: memo\n    title: {ja: メモ, en: Memo}\n    ", "", "id: call_memo", "scenario lost-stick › evidence call_memo"),
    ("LK004", "scenario", "cases: {usb: usb, disc: disc}", "cases: {usb: usb}", "cases: {usb: usb}", None),
    ("LK005", "scenario", "minutes: 30\n", "minutes: half\n", "half", "scenario lost-stick › minutes"),
    ("LK005", "scenario", "file_name: list.csv", "file_name: 12.5", "12.5", "scenario lost-stick › evidence list › file_name"),
    ("LK005", "scenario", "objectives: [{ja: 目的, en: Aim}]", "objectives: none", "none", "scenario lost-stick › objectives"),
    ("LK005", "scenario", "encrypted: false", "encrypted: 1.5", "1.5", "scenario lost-stick › facts › encrypted"),
    ("LK005", "scenario", "cast:\n  finder: {department: sales}", "cast:\n  finder: sales", "sales\n", "scenario lost-stick › cast › finder"),
    ("LK006", "scenario", "difficulty: 1", "difficulty: 4", "4\n", "scenario lost-stick › difficulty"),
    ("LK006", "scenario", "type: p2p", "type: p2pp", "p2pp", "scenario lost-stick › type"),
    ("LK006", "scenario", "phase_minutes: {initial_response", "phase_minutes: {initial_respons", "initial_respons:", "scenario lost-stick › phase_minutes › initial_respons"),
    ("LK006", "scenario", "integer: [1, 900]", "integer: [1, 2, 3]", "[1, 2, 3]", None),
    ("LK006", "scenario", "integer: [1, 900]", "integer: [900, 1]", "[900, 1]", None),
    ("LK006", "scenario", "investigate: 60", "investigate: 20", "20, notify", None),
    ("LK006", "scenario", "lost: {minutes: -60}", "lost: {minutes: -60, of: found}", "found}\n", "scenario lost-stick › moments › lost › of"),
    ("LK042", "scenario", "disc: disc}}", "disc: disc, tape: usb}}", "tape:", "scenario lost-stick › facts › medium › cases › tape"),
    ("LK006", "guide/playbook.yaml", "id: guide", "id: gide", "gide", None),
    ("LK006", "questions.yaml", "kind: number", "kind: moment", "moment", "questions › question how_many › kind"),
    ("LK011", "scenario", "message: {ja: 拾いました, en: Found it}", "message: {ja: [あ, い], en: Found it}", "{ja: [あ, い]", None),
    ("LK020", "scenario", "marks: [called_back]", "marks: [caled_back]", "caled_back", "scenario lost-stick › inject first_call › mark 1"),
    ("LK020", "scenario", "evidence: [call_memo]\n    marks", "evidence: [call_meno]\n    marks", "call_meno", None),
    ("LK020", "scenario", "fact: persons, evidence", "fact: person, evidence", "person, evidence", "scenario lost-stick › finding f1 › fact"),
    ("LK020", "scenario", "  encrypted: false", "  encripted: false", "encripted", "scenario lost-stick › facts › encripted"),
    ("LK020", "scenario", "persons: {param: persons}\n  lost_at", "persons: {param: person}\n  lost_at", "person}\n", None),
    ("LK020", "scenario", "{moment: lost}", "{moment: losst}", "losst", None),
    ("LK020", "scenario", "written_by: finder", "written_by: guard", "guard", None),
    ("LK020", "scenario", "{department: sales}", "{department: marketing}", "marketing", "scenario lost-stick › cast › finder › department"),
    ("LK020", "scenario", "organisations: [company]", "organisations: [firm]", "firm", None),
    ("LK020", "scenario", "{fact: p.medium", "{fact: p.media", "p.media", None),
    ("LK020", "scenario", "evidence: [list], low: 1, high", "evidence: [list], supersedes: [f9], low: 1, high", "f9", None),
    ("LK020", "guide/responses.yaml", "action: report_now", "action: report_noww", "report_noww", "playbook guide › response r1 › action"),
    ("LK020", "guide/responses.yaml", 'section: "1"', 'section: "2"', '"2"', "playbook guide › response r1 › section"),
    ("LK020", "guide/responses.yaml", "grade: required\n", "grade: required\n    order: {kind: before, actions: [x]}\n", "x]", None),
    ("LK020", "guide/playbook.yaml", "{question: how_many", "{question: how_much", "how_much", None),
    ("LK020", "actions.yaml", "topic: report}", "topic: reports}", "reports}", "actions › action report_now › topic"),
    ("LK020", "actions.yaml", "voids: [report_now]", "voids: [report_late]", "report_late", None),
    ("LK020", "questions.yaml", "fact: persons", "fact: people", "people", None),
    ("LK020", "organisations.yaml", "playbook: guide", "playbook: guides", "guides", None),
    ("LK020", "misconceptions.yaml", "does: [wait]", "does: [waits_on]", "waits_on", None),
    ("LK021", "scenario", "  - {id: f2,", "  - {id: f1,", "f1, fact: lost_at", "scenario lost-stick › finding f1 › id"),
    ("LK021", "facts.yaml", "{id: asked_again", "{id: called_back", "called_back, label: {ja: 再度", None),
    ("LK021", "actions.yaml", "actions:\n", "actions:\n  - {id: called_back, label: {ja: あ, en: A}, phase: investigate, topic: report, kind: wrong}\n", "called_back", None),
    ("LK004", "consequences", "    why: {ja: 理由, en: Reason}\n", "", "id: search_begins", "consequences › consequence search_begins"),
    ("LK006", "consequences", "measure: spread", "measure: sprawl", "sprawl", "consequences › consequence search_begins › effect 1 › measure"),
    ("LK006", "consequences", "types: [p2p]\n", "types: [malware]\n", "[malware]", "consequences › types"),
    ("LK011", "consequences", "{ja: 客, en: Customer}", "{ja: [客, 人], en: Customer}", "{ja: [客", None),
    ("LK020", "objectives.yaml", "topics: [report]", "topics: [report, reports]", "reports]", "objectives › objective tell › topic 2"),
    ("LK020", "guide/playbook.yaml", "actions: [wait]", "actions: [waits]", "waits]", "playbook guide › principle promptness › action 1"),
    ("LK006", "guide/playbook.yaml", "question_groups: [details]", "question_groups: [detail]", "detail]", "playbook guide › principle promptness › question_group 1"),
    ("LK021", "objectives.yaml", "{id: learn", "{id: tell", "tell, label: {ja: 知る", None),
    ("LK020", "consequences", "on: [report_now]", "on: [report_then]", "report_then", "consequences › consequence search_begins › on 1"),
    ("LK020", "consequences", "{happened: wait}", "{happened: waited}", "waited", None),
    ("LK020", "consequences", "kinds: [records]", "kinds: [record]", "record]", None),
    ("LK020", "scenario", "evidence:\n  - id: call_memo", "omit_consequences: [no_such]\nevidence:\n  - id: call_memo", "no_such", "scenario lost-stick › omit_consequence 1"),
    ("LK036", "scenario", "when: {happened: called_back}", "when: {happened: known_widely}", "id: table", "scenario lost-stick › inject table"),
    ("LK037", "consequences", "on: [report_now]\n", "on: [report_now]\n    due: {minutes: 60}\n", "id: search_begins", "consequences › consequence search_begins"),
    ("LK037", "consequences", "percent: 300", "percent: 300, add: 1", "{measure", None),
    ("LK037", "consequences", "exposed_percent: 0", "exposed_percent: 101", "101", None),
    ("LK037", "consequences", "{when: {fact: encrypted}, exposed_percent: 0}", "{exposed_percent: 0}", "{exposed_percent: 0}", None),
    ("LK037", "consequences", "measure: spread, percent: 300", "measure: minutes, add: -5", "{measure", None),
    ("LK040", "consequences", "{fact: encrypted}", "{fact: encrypted, more_than: 1}", "more_than", None),
    ("LK040", "guide/responses.yaml", "at_least: 1", "includes: x", "includes", "playbook guide › response r1 › when › includes"),
    ("LK040", "guide/responses.yaml", "{fact: persons, at_least: 1}", "{fact: medium, equals: tape}", "tape", None),
    ("LK040", "guide/responses.yaml", "{fact: persons, at_least: 1}", "{fact: medium}", "medium", None),
    ("LK040", "guide/responses.yaml", "{fact: persons, at_least: 1}", "{any_of: [{established: encrypted, equals: 1}]}", "1}]}", None),
    ("LK038", "objectives.yaml", "details, severity]", "details]", "objectives:", "objectives › objectives"),
    ("LK038", "objectives.yaml", "topics: [report], ", "", "objectives:", None),
    ("LK038", "objectives.yaml", "[five_w_one_h, details", "[situation, five_w_one_h, details", "situation, five", "objectives › objective learn › question_group 1"),
    ("LK038", "guide/playbook.yaml", "    topics: [report]\n    actions: [wait]\n    question_groups: [details]\n", "    actions: [wait]\n", "id: promptness", "playbook guide › principle promptness"),
    ("LK040", "scenario", "only_if: {fact: p.medium, equals: usb}", "only_if: {happened: called_back}", "only_if", None),
    ("LK041", "scenario", "encrypted: false", "encrypted: usb", "usb\n  cause", "scenario lost-stick › facts › encrypted"),
    ("LK041", "scenario", "lost_at: {moment: lost}", "lost_at: {cast: finder}", "{cast: finder}", None),
    ("LK041", "scenario", "disc: disc}}", "disc: tape}}", "tape}}", "scenario lost-stick › facts › medium › cases › disc"),
    ("LK041", "questions.yaml", "options: [usb, disc]", "options: [usb, tape]", "tape", None),
    ("LK041", "organisations.yaml", "sector: service", "sector: retail", "retail", None),
    ("LK052", "scenario", "candidates:\n  cause: [{ja: 盗難, en: Theft}]\n", "", "id: lost-stick", None),
    ("LK060", "scenario", "{{ m.lost|datetime }}", "{{ m.losst|datetime }}", '"{{ m.losst', "scenario lost-stick › evidence call_memo › field 1 › value"),
    ("LK060", "scenario", "{{ m.lost|datetime }}", "{{ x.lost }}", '"{{ x.lost', None),
    ("LK060", "scenario", "{{ m.lost|datetime }}", "{{ m.lost|dattime }}", '"{{ m.lost|dattime', None),
    ("LK060", "scenario", "{{ m.lost|datetime }}", "{{ m.lost", '"{{ m.lost"', None),
    ("LK060", "scenario", "{{ m.lost|datetime }}", "{{ cast.finder.age }}", '"{{ cast.finder.age', None),
    ("LK060", "scenario", "{{ m.lost|datetime }}", "{{ f.items|label('item') }}", "\"{{ f.items", None),
    ("LK060", "consequences", "Is that {{ org.name }}?", "Is that {{ p.name }}?", '"Is that', None),
    ("LK070", "consequences", "en: Customer", "en: www.gov-files.co.jp", "www", None),
    ("LK070", "scenario", "message: {ja: 表, en: Table}", "message: {ja: 表, en: See www.gov-files.co.jp}", "See www", None),
    ("LK070", "scenario", "message: {ja: 表, en: Table}", "message: {ja: サイトは8.8.8.8です, en: Table}", "サイト", None),
    ("LK070", "organisations.yaml", "domain: kakuu.example", "domain: kakuu.jp", "kakuu.jp", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "old", "new", "at", "crumb"), CASES)
def test_code_and_place(content, code, name, old, new, at, crumb) -> None:
    content.edit(name, old, new)
    finding = content.only(code)
    assert finding.path == content.file(name)
    assert (finding.line, finding.column) == content.place(name, at), str(finding)
    if crumb is not None:
        assert finding.breadcrumb == crumb


def test_the_right_folder_has_no_findings(content) -> None:
    assert content.check() == []


def test_translation_is_a_note_outside_the_shipped_content(content) -> None:
    content.edit("scenario", "{ja: 拾いました, en: Found it}", "{ja: 拾いました}")
    (finding,) = content.check()
    assert (finding.code, finding.severity) == ("LK010", "note")
    assert (finding.line, finding.column) == content.place("scenario", "{ja: 拾いました}")


def test_translation_is_an_error_in_the_shipped_content(content, monkeypatch) -> None:
    content.edit("scenario", "{ja: 拾いました, en: Found it}", '{ja: 拾いました, en: ""}')
    monkeypatch.setattr("leaksim.content.loading.is_shipped", lambda path: True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(content.root / "cache"))
    (finding,) = content.check()
    assert (finding.code, finding.severity) == ("LK010", "error")


def test_unreachable_inject_and_what_hangs_on_it(content) -> None:
    content.edit("scenario", "when: {happened: called_back}", "when: {happened: asked_again}")
    found = {f.code: f for f in content.check()}
    assert set(found) == {"LK030", "LK031", "LK032"}
    assert (found[Code.UNREACHABLE_INJECT].line, found[Code.UNREACHABLE_INJECT].column) == content.place(
        "scenario", "when: {happened: asked_again}"
    )
    line, column = content.place("scenario", "id: list\n")
    assert (found[Code.UNRELEASED_EVIDENCE].line, found[Code.UNRELEASED_EVIDENCE].column) == (line, column + 4)
    line, column = content.place("scenario", "[list], low")
    assert (found[Code.UNRELEASED_FINDING].line, found[Code.UNRELEASED_FINDING].column) == (line, column + 1)


def test_an_inject_that_waits_for_itself_never_comes(content) -> None:
    content.edit("scenario", "evidence: [list]\n    when", "evidence: [list]\n    marks: [asked_again]\n    when")
    assert content.check() == []
    content.edit("scenario", "when: {happened: called_back}", "when: {happened: asked_again}")
    assert "LK030" in {f.code for f in content.check()}


def test_an_inject_after_the_end_never_comes(content) -> None:
    content.edit("scenario", "method: system", "minutes: 100000\n    method: system")
    late = next(f for f in content.check() if f.code == "LK030")
    assert (late.line, late.column) == content.place("scenario", "100000")
    assert late.severity == "error"


def test_an_inject_that_only_the_slow_see_is_a_warning(content) -> None:
    content.edit("scenario", "post_incident: 150", "post_incident: 121")
    content.edit("scenario", "method: system", "minutes: 122\n    method: system")
    content.edit(
        "actions.yaml", "phase: discover_report, topic: report}", "phase: discover_report, topic: report, minutes: 90}"
    )
    content.edit("actions.yaml", "kind: wrong", "minutes: 90, kind: wrong")
    (late,) = content.check()
    assert (late.code, late.severity) == ("LK030", "warning")


def test_a_response_that_never_counts(content) -> None:
    content.edit("guide/responses.yaml", "grade: required\n", "grade: required\n    types: [malware]\n")
    (finding,) = content.check()
    assert (finding.code, finding.severity) == ("LK033", "warning")
    assert (finding.line, finding.column) == content.place("guide/responses.yaml", "malware")


def test_a_guide_that_does_not_say_why_it_has_no_chain(content) -> None:
    content.edit("guide/playbook.yaml", "chain_note: {ja: 図を省く。, en: Left out.}\n", "")
    (finding,) = content.check()
    assert (finding.code, finding.severity) == ("LK035", "warning")


def test_a_guide_that_does_not_say_why_it_has_no_principles(content) -> None:
    path = content.file("guide/playbook.yaml")
    whole = path.read_text(encoding="utf-8")
    without = whole[: whole.index("principles:")]
    path.write_text(without, encoding="utf-8")
    (finding,) = content.check()
    assert (finding.code, finding.severity) == ("LK039", "warning")
    path.write_text(without + "principles_note: {ja: なし。, en: None.}\n", encoding="utf-8")
    assert content.check() == []


def test_a_phase_without_distractors(content) -> None:
    content.edit("actions.yaml", "kind: wrong, ", "")
    found = content.check()
    assert {(f.code, f.line, f.column) for f in found} == {("LK050", 3, 1)}
    assert len(found) == 7  # one per type


def test_nine_cards_under_one_topic(content) -> None:
    more = "".join(
        f"  - {{id: w{n}, label: {{ja: あ, en: A}}, phase: discover_report, topic: report, kind: wrong}}\n"
        for n in range(7)
    )
    path = content.file("actions.yaml")
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    found = [f for f in content.check() if f.code == "LK051"]
    assert found
    assert {f.severity for f in found} == {"warning"}
    assert {f.line for f in found} == {content.place("actions.yaml", "id: w6")[0]}


def test_a_file_that_is_nothing_known(content) -> None:
    path = content.root / "notes.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    from leaksim.content import check_paths

    (finding,) = check_paths([path])
    assert finding.code == "LK007"


def test_every_code_is_tested_and_documented() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    documented = re.findall(r"^\| (LK\d{3}) \|", (ROOT / "docs" / "checks.md").read_text(encoding="utf-8"), re.M)
    codes = [str(code) for code in Code]
    assert documented == codes
    assert [code for code in codes if f'"{code}"' not in source] == []


def test_no_words_of_the_machinery(content) -> None:
    """Messages speak of the content and never of classes, types or the libraries that read it."""
    for old, new in [
        ("persons: {param: persons}\n  lost_at", "persons: {parm: persons}\n  lost_at"),
        ("{integer: [1, 900]}", "{integer: few, lug: true}"),
        ("when: {happened: called_back}", "when: {all_of: [{fact: 1}, {nothing: 2}]}"),
        ("marks: [called_back]", "marks: called_back"),
    ]:
        content.edit("scenario", old, new)
    found = content.check()
    assert len(found) >= 5
    for finding in found:
        assert not re.search(r"Spec|pydantic|tuple|dict\b|dataclass|Input|[a-z]_type=|__", finding.message), finding
