"""The catalogue of texts: complete in both languages, nothing missing, nothing left over."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

import leaksim
from leaksim.domain.campaign import COLUMNS, CountedAttempt, Detail, RegisterState, Standing
from leaksim.domain.catalogue import QuestionGroup
from leaksim.domain.committee_entries import Stage
from leaksim.domain.kinds import Certainty, Coverage, FeedbackMode, Grade, IncidentType, Phase, Round
from leaksim.domain.law_marks import LawVerdict
from leaksim.domain.playbook import OrderKind, StatementKind
from leaksim.domain.scorecard import Leaning, Rating, Verdict
from leaksim.domain.situations import Objective
from leaksim.domain.study import Recall
from leaksim.i18n import CATALOGUES, bundle, format_duration, format_moment, known_language, messages, translate
from leaksim.scoring.outcomes import Change
from leaksim.services.choosing import ROLES
from leaksim.services.investigation import COUNTED, PERIOD
from leaksim.ui.present_campaign import ENTERED
from leaksim.ui.present_session import OBJECTIVES, RULES, SUGGESTED
from leaksim.ui.present_start import WAYS

PACKAGE = Path(leaksim.__file__).parent
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
COMPONENTS = PACKAGE / "ui" / "components"

# Texts whose keys are put together from a value: prefix and all the values that can follow it.
MEASURES = ("exposed", "spread", "evidence", "trust", "lost_minutes", "deadlines")
FAMILIES: dict[str, type[StrEnum] | tuple[str, ...]] = {
    "phase": Phase,
    "investigation.task": (*COUNTED, PERIOD),
    "investigation.hint": (*COUNTED, PERIOD),
    "phase_intro": Phase,
    "round": Round,
    "group": QuestionGroup,
    "incident_type": IncidentType,
    "verdict": Verdict,
    "verdict_sign": Verdict,
    "rating": Rating,
    "rating.reason": Rating,
    "coverage": Coverage,
    "mode": FeedbackMode,
    "mode_help": FeedbackMode,
    "role": ROLES,
    "role_help": ROLES,
    "method": ("phone", "mail", "visit", "system", "news", "paper"),
    "language": ("ja", "en"),
    "page_title": ("start", "exercise", "guide", "session", "training", "campaign", "study", "lesson"),
    "committee.stage": (*Stage, "spare"),
    "committee.seat": SUGGESTED,
    "committee.rule": tuple(f"{n}.{part}" for n in RULES for part in ("title", "text")),
    "committee.objective": tuple(str(n) for n in OBJECTIVES),
    "committee.result": ("passed", "failed"),
    "committee.log": Round,
    "campaign.state": (
        *(f"{standing}.{part}" for standing in Standing for part in ("heading", "body")),
        *(f"{standing}.button" for standing in ENTERED),
    ),
    "campaign.fact": ("what", "duration", "period", "pass", "counts", "playbook"),
    "campaign.fact.counts": CountedAttempt,
    "campaign.record": ("what", "purpose", "nobody", "until", "questions"),
    "campaign.sees": Detail,
    "campaign.desk": ("name", "extension", "out_of_hours", "deputy"),
    "register.column": tuple(COLUMNS),
    "register.state": RegisterState,
    "hint.phase": Phase,
    "lesson.purpose": Phase,
    "study.order": ("first", "immediately"),
    "study.why": ("new", *Recall),
    "grade": Grade,
    "grade_sign": Grade,
    "statement_kind": StatementKind,
    "coverage_word": Coverage,
    "order": OrderKind,
    "law.due.duty": ("yes", "unknown"),
    "law.due.relief": ("yes", "unknown"),
    "law.due.contact": ("yes", "unknown"),
    "law.due.note": ("yes", "unknown"),
    "law.verdict": LawVerdict,
    "law.mark": ("met.dated", "met.undated", "late.dated", "missed.dated", "missed.undated"),
    "law.result": ("some", "none"),
    "way": WAYS,
    "way_help": WAYS,
    "aftermath.measure": MEASURES,
    "aftermath.measure_help": MEASURES,
    "aftermath.value": ("persons", "exposed", "spread", "evidence", "trust", "lost_minutes"),
    "aftermath.change": Change,
    "aftermath.best": ("reached", "perfect", "beyond_perfect"),
    "calibration.sentence": Certainty,
    "calibration.none": Certainty,
    "calibration.advice": tuple(leaning for leaning in Leaning if leaning is not Leaning.NO_ANSWERS),
    "annual": ("not_stated", "general", "silent", "situation"),
    "annual.objective": Objective,
    "annual.prompt": Objective,
    "annual.remember": Objective,
    "annual.verdict": ("met", "missed", "needless"),
    "annual.desk": ("name", "extension", "out_of_hours", "deputy", "title"),
    "annual.certificate": (
        "title",
        "statement",
        "number",
        "organisation",
        "participant",
        "role",
        "guide",
        "guide_version",
        "finished",
        "note",
    ),
    "result.sentence": ("passed", "failed", "barred", "unfounded", "not_stated"),
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(messages()))
def test_both_languages_say_the_same(key: str) -> None:
    entry = messages()[key]
    assert set(entry) == {"ja", "en"}
    assert entry["ja"].strip()
    assert entry["en"].strip()
    assert placeholders(entry["ja"]) == placeholders(entry["en"])


def test_no_text_stands_in_two_files() -> None:
    folder = PACKAGE / "i18n"
    keys = [key for name in CATALOGUES for key in json.loads((folder / name).read_text(encoding="utf-8"))]
    assert len(keys) == len(set(keys))


def test_a_sign_is_one_character() -> None:
    assert all(len(sign) == 1 for name in ("verdict_sign", "grade_sign") for sign in bundle(name, "ja").values())


@pytest.mark.parametrize("prefix", sorted(FAMILIES))
def test_every_value_has_its_text(prefix: str) -> None:
    missing = [value for value in FAMILIES[prefix] if f"{prefix}.{value}" not in messages()]
    assert not missing


def test_certainties_have_word_and_meaning() -> None:
    words = bundle("certainty", "ja")
    assert set(words) == {*Certainty, *(f"{certainty}_means" for certainty in Certainty)}


def test_no_key_named_in_the_source_is_missing() -> None:
    named = set(re.findall(r'translate\(\s*"([a-z_.A-Z]+)"', SOURCES))
    assert named
    assert named <= set(messages())


def test_no_text_is_left_over() -> None:
    in_families = {f"{prefix}.{value}" for prefix, values in FAMILIES.items() for value in values}
    # The gallery's and the committee's files have tests of their own.
    dynamic = ("reason.", "certainty.", "ui.", "notice.", "gallery.", "committee.file.", "register.about.")
    unused = [
        key
        for key in messages()
        if key not in in_families and not key.startswith(dynamic) and f'"{key}"' not in SOURCES
    ]
    assert not unused


def source_of(component: str) -> str:
    """The component with the modules that it is divided into; what several components share is left out."""
    texts, waiting, seen = [], [component], {"common", "dated", "hint", "items"}
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        texts.append((COMPONENTS / f"{name}.js").read_text(encoding="utf-8"))
        waiting += re.findall(r'from "\./([a-z]+)\.js"', texts[-1])
    return "\n".join(texts)


def words_used(component: str) -> set[str]:
    """Words that a component asks for: text.word, text[`${…}`] families and lists of names."""
    source = source_of(component)
    return set(re.findall(r"\btext\.([a-z_]+)", source)) | set(re.findall(r'"([a-z_]+)"', source))


@pytest.mark.parametrize(
    "component",
    [
        "topbar",
        "stepper",
        "bottombar",
        "inbox",
        "viewer",
        "header",
        "form",
        "cards",
        "close",
        "start",
        "notice",
        "guide",
        "convene",
        "sessionbar",
        "brief",
        "standstill",
        "decisions",
        "statement",
        "hotwash",
        "wrapup",
        "campaign",
        "study",
        "lesson",
    ],
)
def test_components_and_their_texts_agree(component: str) -> None:
    source = source_of(component)
    own = set(bundle(f"ui.{component}", "ja"))
    if component == "form":
        own |= set(bundle("certainty", "ja"))
    asked = set(re.findall(r"\btext\.([a-z_]+)", source))
    assert asked <= own
    templated = set(re.findall(r"text\[`\$\{key\}_([a-z]+)`\]", source))
    families = tuple(re.findall(r"text\[`([a-z]+_)\$\{", source))
    unused = {
        word
        for word in own - words_used(component)
        if not (families and word.startswith(families))
        and not any(word.endswith(f"_{suffix}") for suffix in templated)
        and not word.endswith("_means")
    }
    # The saved state's words are looked up by the state's name, and a note's by its kind.
    assert unused <= {"saved", "saving", "late", "refused", "done", "current", "ahead", "unsent", "carried_open"}


@pytest.mark.parametrize("component", ["feedback", "result"])
def test_debriefs_and_their_texts_agree(component: str) -> None:
    items = (COMPONENTS / "items.js").read_text(encoding="utf-8")
    source = (COMPONENTS / f"{component}.js").read_text(encoding="utf-8")
    own = set(bundle(f"ui.{component}", "ja"))
    shared = set(bundle("ui.item", "ja"))
    assert not own & shared
    assert set(re.findall(r"\btext\.([a-z_]+)", source + items)) <= own | shared
    used = set(re.findall(r"\btext\.([a-z_]+)", source)) | {"story_arrived", "story_did", "story_expected"}
    assert own <= used
    assert shared <= set(re.findall(r"\btext\.([a-z_]+)", items))


def test_the_record_of_a_session_uses_all_its_words() -> None:
    source = (PACKAGE / "services" / "committee_files.py").read_text(encoding="utf-8")
    named = set(re.findall(r'words\["([a-z_]+)"\]', source)) | set(re.findall(r'"committee\.file\.([a-z_]+)"', source))
    assert named | set(re.findall(r'^ +\("([a-z_]+)", ', source, re.MULTILINE)) == set(bundle("committee.file", "ja"))


def test_a_dated_note_and_its_texts_agree() -> None:
    source = (COMPONENTS / "dated.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\btext\.([a-z_]+)", source)) == set(bundle("ui.dated", "ja"))


def test_parameters_are_filled_in() -> None:
    assert "L-1" in translate("error.failed", "ja", number="L-1")
    with pytest.raises(KeyError):
        translate("error.failed", "ja", wrong="x")
    with pytest.raises(KeyError):
        translate("no.such.text", "ja")


def test_moments_keep_their_own_clock() -> None:
    iso = "2026-11-20T09:40:00+09:00"
    assert format_moment(iso, "ja") == "11月20日(金) 09:40"
    assert format_moment(iso, "en") == "Fri 20 Nov, 09:40"
    assert format_moment(iso, "ja", year=True) == "2026年11月20日(金) 09:40"
    assert format_moment(iso, "en", year=True) == "Fri 20 Nov 2026, 09:40"


def test_durations_and_unknown_languages() -> None:
    assert format_duration(25) == "0:25"
    assert format_duration(1500) == "25:00"
    assert known_language("fr") == "ja"
    assert known_language(None) == "ja"
