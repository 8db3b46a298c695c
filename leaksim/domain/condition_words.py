"""Conditions in words: when a guide expects something, as a Japanese or English phrase."""

from __future__ import annotations

from collections.abc import Sequence

from .catalogue import ActionCatalogue
from .conditions import (
    AllOf,
    AnyOf,
    Condition,
    EstablishedTest,
    FactTest,
    HappenedTest,
    NoneOf,
    Scalar,
)
from .facts import FactKind, FactSpec, FactVocabulary
from .kinds import Language
from .records import record
from .text import Text

_LIMITS = (
    ("more_than", "{n}を超える", "is more than {n}"),
    ("at_least", "{n}以上である", "is at least {n}"),
    ("less_than", "{n}未満である", "is less than {n}"),
    ("at_most", "{n}以下である", "is at most {n}"),
)


@record
class ConditionWords:
    """The names that conditions use: facts and marks, and acts, which conditions may name like marks."""

    vocabulary: FactVocabulary
    catalogue: ActionCatalogue

    def happening(self, name: str) -> Text:
        """A mark's or an act's clause; KeyError when there is neither."""
        for mark in self.vocabulary.marks:
            if mark.id == name:
                return mark.label
        label = self.catalogue.action(name).label
        return Text(f"「{label.ja}」を行った", f"this has been done: “{label.en}”")


def describe(condition: Condition | None, words: ConditionWords, language: Language) -> str:
    """When `condition` holds: 「…とき」 or "when …"; empty where there is none."""
    if condition is None:
        return ""
    return _japanese(condition, words) if language is Language.JA else _english(condition, words)


# --- Japanese -------------------------------------------------------------------------------------------------


def _japanese(condition: Condition, words: ConditionWords) -> str:
    if isinstance(condition, AnyOf):
        parts = [_ja_phrase(part, words, "とき") for part in _simple_first(condition.any_of)]
        return "、".join(parts[:-1]) + "、または" + parts[-1] if len(parts) > 1 else parts[0]
    return _ja_phrase(condition, words, "とき")


def _ja_phrase(condition: Condition, words: ConditionWords, noun: str) -> str:
    """A phrase that ends in `noun` (とき or 場合)."""
    match condition:
        case AllOf():
            excluded = [part for part in condition.all_of if isinstance(part, NoneOf)]
            required = [part for part in condition.all_of if not isinstance(part, NoneOf)]
            required.sort(key=_ja_place)
            phrases = [_ja_phrase(part, words, "場合") for part in required[:-1]]
            phrases += [_ja_phrase(part, words, noun) for part in required[-1:]]
            exceptions = "".join(f"（{_ja_phrase(part, words, noun)}）" for part in excluded)
            return "で、".join(phrases) + exceptions if phrases else exceptions.strip("（）")
        case AnyOf() if _is_long(condition):
            parts = [_ja_phrase(part, words, "").removesuffix("である") for part in _simple_first(condition.any_of)]
            return f"次のいずれかに当てはまる{noun}（{'／'.join(parts)}）"
        case AnyOf():
            return "か、".join(_ja_phrase(part, words, noun) for part in _simple_first(condition.any_of))
        case NoneOf():
            return "か、".join(_ja_phrase(part, words, noun) for part in condition.none_of) + "を除く"
    return _leaf(condition, words).ja + noun


# --- English --------------------------------------------------------------------------------------------------


def _english(condition: Condition, words: ConditionWords) -> str:
    if isinstance(condition, AnyOf):
        parts = [_en_clause(part, words) for part in _simple_first(condition.any_of)]
        return "when " + (", when ".join(parts[:-1]) + ", or when " + parts[-1] if len(parts) > 1 else parts[0])
    if isinstance(condition, NoneOf):
        return _en_clause(condition, words)
    return "when " + _en_clause(condition, words)


def _en_clause(condition: Condition, words: ConditionWords) -> str:
    match condition:
        case AllOf():
            excluded = [part for part in condition.all_of if isinstance(part, NoneOf)]
            required = [part for part in condition.all_of if not isinstance(part, NoneOf)]
            required.sort(key=lambda part: isinstance(part, AnyOf))  # stable: the rest keep their order
            clauses = ", and ".join(_en_clause(part, words) for part in required)
            return ", ".join(part for part in (clauses, *(_en_clause(part, words) for part in excluded)) if part)
        case AnyOf() if _is_long(condition):
            return "one of these holds (" + "; ".join(_en_clause(p, words) for p in condition.any_of) + ")"
        case AnyOf():
            return "either " * (len(condition.any_of) > 1) + " or ".join(_en_clause(p, words) for p in condition.any_of)
        case NoneOf():
            return "unless " + " or ".join(_en_clause(part, words) for part in condition.none_of)
    return _leaf(condition, words).en


# --- single tests ---------------------------------------------------------------------------------------------


def _is_long(condition: Condition) -> bool:
    """An alternative of many parts, which within another condition needs brackets to be read."""
    return isinstance(condition, AnyOf) and len(condition.any_of) > 2


def _ja_place(part: Condition) -> int:
    """Where a part of a conjunction stands: a short alternative first, a long one last."""
    return 2 if _is_long(part) else 0 if isinstance(part, AnyOf) else 1


def _simple_first(parts: Sequence[Condition]) -> list[Condition]:
    """Compound parts last, where they cannot be read as going on into the next part."""
    return sorted(parts, key=lambda part: isinstance(part, AllOf | AnyOf | NoneOf))


def _leaf(test: Condition, words: ConditionWords) -> Text:
    match test:
        case FactTest():
            return _compared(test, words.vocabulary.spec(test.fact))
        case EstablishedTest():
            spec = words.vocabulary.spec(test.established)
            if not test.has_test:
                return Text(f"「{spec.label.ja}」が分かっている", f"this is established: {_inside(spec.label.en)}")
            clause = _compared(test, spec)
            return Text(f"{clause.ja}ことが分かっている", f"it is established that {clause.en}")
        case HappenedTest():
            clause = words.happening(test.happened)
            if test.times > 1:
                return Text(
                    f"{clause.ja}ことが{test.times}回以上ある", f"{_inside(clause.en)} at least {test.times} times"
                )
            return Text(clause.ja, _inside(clause.en))
    raise TypeError(f"not a single test: {test!r}")


def _compared(test: FactTest | EstablishedTest, spec: FactSpec) -> Text:
    """The clause of one comparison; several comparisons in a test must all hold."""
    clauses: list[Text] = []
    if test.equals is not None:
        clauses.append(_equal(spec, (test.equals,)))
    if test.one_of is not None:
        clauses.append(_equal(spec, test.one_of))
    if test.includes is not None:
        clauses.append(_equal(spec, (test.includes,)))
    if test.includes_any is not None:
        clauses.append(_equal(spec, test.includes_any))
    for name, ja, en in _LIMITS:
        limit = getattr(test, name)
        if limit is not None:
            unit = spec.unit or Text("", "")
            shown = f"{limit:,}"
            repeats = unit.en.lower() in spec.label.en.lower()
            clauses.append(
                Text(
                    f"{spec.label.ja}が{ja.format(n=shown + unit.ja)}",
                    f"the {_inside(spec.label.en)} {en.format(n=shown if repeats else f'{shown} {unit.en}')}",
                )
            )
    if not clauses:
        clauses.append(_equal(spec, (True,)))
    return Text("、かつ".join(c.ja for c in clauses), " and ".join(c.en for c in clauses))


def _equal(spec: FactSpec, values: tuple[Scalar, ...]) -> Text:
    """The fact has, or holds, one of the values."""
    if spec.kind is FactKind.FLAG:
        return _flag(spec, all(value is True for value in values))
    own = [spec.phrases[str(value)] for value in values if str(value) in spec.phrases]
    if len(own) == len(values) and (len(values) == 1 or "any" not in spec.phrases):
        return Text("か、".join(p.ja for p in own), "either " * (len(own) > 1) + " or ".join(p.en for p in own))
    if "every" in spec.phrases and set(spec.values) == set(values):
        return spec.phrases["every"]
    labels = [spec.value_label(value) for value in values]
    if "any" not in spec.phrases:
        return Text(
            f"{spec.label.ja}が" + "か".join(f"「{label.ja}」" for label in labels) + "である",
            f"“{spec.label.en}” is " + " or ".join(f"“{label.en}”" for label in labels),
        )
    pattern = spec.phrases["any"]
    # A pattern that begins with the values takes clauses; one that holds them takes nouns.
    joiner = "か、" if pattern.ja == "{value}" else "」か「" if "「{value}」" in pattern.ja else "か"
    ja = joiner.join(label.ja for label in labels)
    if joiner == "か" and len(labels) > 2:
        ja = "、".join(label.ja for label in labels) + "のいずれか"
    en = pattern.en.replace(": {value}", " {value}") if len(labels) == 1 else pattern.en
    return Text(pattern.ja.replace("{value}", ja), en.replace("{value}", _listed(labels)))


def _flag(spec: FactSpec, holds: bool) -> Text:
    phrase = spec.phrases.get("yes" if holds else "no")
    if phrase is not None:
        return phrase
    if holds:
        return Text(spec.label.ja, _inside(spec.label.en))
    return Text(f"「{spec.label.ja}」に当たらない", f"it is not the case that {_inside(spec.label.en)}")


def _listed(labels: Sequence[Text]) -> str:
    shown = [_inside(label.en) for label in labels]
    if any(" or " in one or "," in one for one in shown):
        return " / ".join(shown)
    return ", ".join(shown[:-1]) + " or " + shown[-1] if len(shown) > 1 else shown[0]


def _inside(text: str) -> str:
    """A label as it reads within a sentence: proper names and abbreviations keep their capitals."""
    return text if any(letter.isupper() for letter in text[1:]) else text[:1].lower() + text[1:]
