# ruff: noqa: E501 (what is broken, and how, reads best on one line)
"""A small content folder that is right in every respect; tests break it in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from leaksim.content import Finding, check_paths

FACTS = """\
facts:
  - {id: type, kind: choice, label: {ja: 型, en: Type}, values: {p2p: {ja: 共有, en: Sharing}}}
  - {id: persons, kind: number, label: {ja: 人数, en: Persons}}
  - {id: lost_at, kind: moment, label: {ja: 時刻, en: Moment}}
  - {id: encrypted, kind: flag, label: {ja: 暗号化, en: Encrypted}}
  - {id: cause, kind: text, label: {ja: 原因, en: Cause}}
  - {id: medium, kind: choice, label: {ja: 媒体, en: Medium}, values: {usb: {ja: U, en: USB}, disc: {ja: D, en: Disc}}}
  - {id: items, kind: set, label: {ja: 項目, en: Items}, values: {name: {ja: 氏名, en: Name}, phone: {ja: 電話, en: Phone}}}
  - {id: organisation_kind, kind: choice, label: {ja: 組織, en: Kind}, values: {company: {ja: 企業, en: Company}}}
  - {id: sector, kind: choice, label: {ja: 業種, en: Sector}, values: {service: {ja: サ, en: Service}}}
marks:
  - {id: called_back, label: {ja: 折り返し, en: Called back}}
  - {id: asked_again, label: {ja: 再度, en: Asked again}}
"""

ACTIONS = """\
topics:
  - {id: report, label: {ja: 報告, en: Reporting}}
actions:
  - {id: report_now, label: {ja: 報告する, en: Report}, phase: discover_report, topic: report}
  - {id: wait, label: {ja: 待つ, en: Wait}, phase: discover_report, topic: report, kind: wrong, voids: [report_now]}
"""

QUESTIONS = """\
questions:
  - id: how_many
    fact: persons
    kind: number
    group: details
    rounds: [first_report]
    prompt: {ja: 何人ですか, en: How many?}
  - id: why
    fact: cause
    kind: choice
    group: five_w_one_h
    rounds: [first_report]
    prompt: {ja: なぜですか, en: Why?}
  - id: what
    fact: medium
    kind: choice
    group: five_w_one_h
    rounds: [first_report]
    prompt: {ja: 何ですか, en: What?}
    options: [usb, disc]
"""

ORGANISATIONS = """\
organisations:
  - id: company
    kind: company
    sector: service
    label: {ja: 企業, en: Company}
    playbook: guide
    names: [{ja: 架空商事, en: Kaku Trading}]
    domain: kakuu.example
    departments: {sales: {ja: 営業部, en: Sales}}
"""

MISCONCEPTIONS = """\
misconceptions:
  - {id: waits, label: {ja: 待つ, en: Waits}, does: [wait], omits: [report_now], correction: {ja: 早く, en: Soon}}
"""

OBJECTIVES = """\
objectives:
  - {id: tell, label: {ja: 伝える, en: Tell}, topics: [report], question_groups: [situation]}
  - {id: learn, label: {ja: 知る, en: Learn}, question_groups: [five_w_one_h, details, severity]}
"""

PLAYBOOK = """\
id: guide
version: "1"
title: {ja: 手引き, en: Guide}
publisher: {ja: 架空, en: Fictional}
published: "2026"
coverage:
  p2p: {coverage: own_chapter}
sections:
  - {id: "1", number: "1", title: {ja: 一, en: One}}
questions:
  - {question: how_many, section: "1"}
chain_note: {ja: 図を省く。, en: Left out.}
principles:
  - id: promptness
    section: "1"
    label: {ja: 早く, en: Soon}
    topics: [report]
    actions: [wait]
    question_groups: [details]
"""

RESPONSES = """\
responses:
  - id: r1
    action: report_now
    phase: discover_report
    grade: required
    section: "1"
    statement: {ja: 報告, en: Report}
    when: {fact: persons, at_least: 1}
"""

SCENARIO = """\
id: lost-stick
version: 1
type: p2p
title: {ja: 題, en: Title}
summary: {ja: 要約, en: Summary}
briefing: {ja: "{{ org.name }}です", en: "{{ org.name }}"}
objectives: [{ja: 目的, en: Aim}]
difficulty: 1
minutes: 30
audience: [employee]
organisations: [company]
starts: {weekdays: [mon], hour: 9}
phase_minutes: {initial_response: 30, investigate: 60, notify_publish: 90, contain_recover: 120, post_incident: 150}
cast:
  finder: {department: sales}
  outsider: {affiliation: {ja: 外, en: Outside}}
parameters:
  persons: {integer: [1, 900]}
  medium: {choice: {usb: 2, disc: 1}}
  items: {subset: [name, phone], at_least: 1}
moments:
  lost: {minutes: -60}
  found: {minutes: 5, of: lost}
facts:
  persons: {param: persons}
  lost_at: {moment: lost}
  encrypted: false
  cause: {template: {ja: "{{ cast.finder.name }}が落とした", en: "{{ cast.finder.name }} dropped it"}}
  medium: {case: medium, cases: {usb: usb, disc: disc}}
  items: {param: items}
candidates:
  cause: [{ja: 盗難, en: Theft}]
evidence:
  - id: call_memo
    kind: memo
    title: {ja: メモ, en: Memo}
    heading: {ja: 電話, en: Call}
    written_by: finder
    fields: [{label: {ja: 時刻, en: Time}, value: "{{ m.lost|datetime }}"}]
  - id: list
    kind: records
    title: {ja: 一覧, en: List}
    file_name: list.csv
    persons: {param: persons}
    columns: {param: items}
    caption: {ja: 名簿, en: List}
    only_if: {fact: p.medium, equals: usb}
injects:
  - id: first_call
    phase: discover_report
    method: phone
    sender: {ja: 外, en: Outside}
    message: {ja: 拾いました, en: Found it}
    evidence: [call_memo]
    marks: [called_back]
  - id: table
    phase: investigate
    method: system
    sender: {ja: 係, en: Desk}
    message: {ja: 表, en: Table}
    evidence: [list]
    when: {happened: called_back}
findings:
  - {id: f1, fact: persons, evidence: [list], low: 1, high: {param: persons}}
  - {id: f2, fact: lost_at, evidence: [call_memo]}
"""


CONSEQUENCES = """\
types: [p2p]
start: [{when: {fact: encrypted}, exposed_percent: 0}, {exposed_percent: 100, spread: 2}]
consequences:
  - id: search_begins
    title: {ja: 検索, en: Search}
    on: [report_now]
    when: {none_of: [{happened: wait}]}
    effects: [{measure: spread, percent: 300}]
    destroys: {kinds: [records], facts: [persons], message: {ja: 消えました, en: It is gone}}
    marks: [known_widely]
    news: {method: phone, sender: {ja: 客, en: Customer}, message: {ja: "{{ org.name }}ですか", en: "Is that {{ org.name }}?"}}
    why: {ja: 理由, en: Reason}
"""


@dataclass
class Content:
    """The folder on disk, with means to break it."""

    root: Path

    @property
    def scenario(self) -> Path:
        return self.root / "scenarios" / "p2p" / "lost-stick.yaml"

    def file(self, name: str) -> Path:
        if name == "consequences":
            return self.root / "scenarios" / "consequences" / "p2p.yaml"
        return self.scenario if name == "scenario" else self.root / "answers" / name

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.file(name)
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def place(self, name: str, needle: str) -> tuple[int, int]:
        """Line and column at which a text stands that occurs once."""
        text = self.file(name).read_text(encoding="utf-8")
        assert text.count(needle) == 1, f"{needle!r} stands {text.count(needle)} times in {name}"
        before = text[: text.index(needle)]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def only(self, code: str) -> Finding:
        """The single finding of that code; no error stands beside it."""
        found = self.check()
        seen = [f.code for f in found if f.severity == "error" or f.code == code]
        assert seen == [code], "\n".join(str(f) for f in found)
        return next(f for f in found if f.code == code)

    def check(self) -> list[Finding]:
        return check_paths([self.root])


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = Content(tmp_path)
    for path, text in {
        "answers/facts.yaml": FACTS,
        "answers/actions.yaml": ACTIONS,
        "answers/questions.yaml": QUESTIONS,
        "answers/organisations.yaml": ORGANISATIONS,
        "answers/misconceptions.yaml": MISCONCEPTIONS,
        "answers/objectives.yaml": OBJECTIVES,
        "answers/guide/playbook.yaml": PLAYBOOK,
        "answers/guide/responses.yaml": RESPONSES,
        "scenarios/p2p/lost-stick.yaml": SCENARIO,
        "scenarios/consequences/p2p.yaml": CONSEQUENCES,
    }.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return made
