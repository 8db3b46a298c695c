"""The questions an incident asks, with options that the evidence makes tempting."""

from __future__ import annotations

from ..domain.catalogue import Question, QuestionKind, QuestionVariant
from ..domain.facts import FactKind, FactSpec, FactValue
from ..domain.incident import AskedQuestion, Finding, Option
from ..errors import ContentError
from .context import Context
from .streams import opaque_id
from .values import resolve_candidates

MOST_OPTIONS = 8
MOST_TEXT_OPTIONS = 6


def ask_questions(context: Context, findings: tuple[Finding, ...]) -> tuple[AskedQuestion, ...]:
    """Every question of the library that fits the type and whose fact the scenario states, round by round.

    A question keeps its options, their ids and their order from one round to the next.
    """
    asked: list[AskedQuestion] = []
    for question in context.library.questions:
        if question.types and context.scenario.type not in question.types:
            continue
        if question.fact not in context.facts:
            continue
        variant = question.variants.get(context.scenario.type, QuestionVariant())
        spec = context.library.vocabulary.spec(question.fact)
        options = _options(question, variant, spec, context, findings)
        for round_ in question.rounds:
            asked.append(
                AskedQuestion(
                    id=f"{question.id}@{round_.value}",
                    question=question.id,
                    round=round_,
                    fact=question.fact,
                    kind=question.kind,
                    group=question.group,
                    prompt=variant.prompt or question.prompt,
                    help=question.help,
                    unit=spec.unit,
                    options=options,
                    tolerance=question.tolerance,
                )
            )
    return tuple(asked)


def _options(
    question: Question,
    variant: QuestionVariant,
    spec: FactSpec,
    context: Context,
    findings: tuple[Finding, ...],
) -> tuple[Option, ...]:
    if question.kind not in (QuestionKind.CHOICE, QuestionKind.MULTI_CHOICE):
        return ()
    truth = context.facts[question.fact]
    multiple = question.kind is QuestionKind.MULTI_CHOICE
    needed = _parts(truth, multiple)
    for finding in findings:  # what evidence suggests must be there to choose, right or wrong
        if finding.fact == question.fact and finding.value is not None:
            needed += [part for part in _parts(finding.value, multiple) if part not in needed]
    stream = context.stream.child("options", question.id)
    candidates = resolve_candidates(context.scenario.candidates.get(question.fact, ()), context)
    others: list[FactValue]
    if spec.kind is FactKind.FLAG:
        others, most = [True, False], 2
    elif spec.values:
        listed = variant.options or question.options
        others = list(dict.fromkeys((*listed, *(str(c) for c in candidates)))) if listed else list(spec.values)
        most = max(MOST_OPTIONS, len(listed))
    else:
        others, most = candidates, MOST_TEXT_OPTIONS
    others = [value for value in dict.fromkeys(others) if value not in needed]
    room = max(0, max(most, len(needed) + 1) - len(needed))
    values = [*needed, *(others if len(others) <= room else stream.sample(others, room))]
    if len(values) < 2:
        raise ContentError(f"the question {question.id!r} needs candidates for the fact {question.fact!r}")
    return tuple(
        Option(
            id=opaque_id("o", stream.path, number),
            label=context.library.vocabulary.value_text(question.fact, value),
            value=value,
        )
        for number, value in enumerate(stream.child("order").shuffled(values))
    )


def _parts(value: FactValue, multiple: bool) -> list[FactValue]:
    return list(value) if multiple and isinstance(value, tuple) else [value]
