"""Placeholders that cannot be filled, and variants that do not match between the languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from ...domain.scenario import Scenario
from ...domain.scenario_base import Wording
from ...domain.templates import (
    CAST_ATTRIBUTES,
    IMPLIED_FACTS,
    ORG_ATTRIBUTES,
    START,
    TEMPLATE_FILTERS,
    TEMPLATE_ROOTS,
)
from ..explain import did_you_mean
from ..findings import Code
from ..yaml_tree import Data, Loc
from .walking import Issue, records_in, strings_in

_MARKS = ("{{", "{%", "{#")


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    # Texts are looked through and never rendered here; the names are all that counts.
    environment.filters.update(dict.fromkeys(TEMPLATE_FILTERS, str))
    return environment


def template_names(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """What each root holds in a scenario; roots that are not here are not looked into."""
    return {
        "p": tuple(scenario.parameters),
        "cast": tuple(scenario.cast),
        "org": ORG_ATTRIBUTES,
        "m": (*scenario.moments, START),
        "f": (*scenario.facts, *IMPLIED_FACTS),
    }


def bad_templates(data: Data, names: Mapping[str, tuple[str, ...]], facts: frozenset[str]) -> Iterator[Issue]:
    """Placeholders in any text of a scenario's plain data. `facts` are all of the vocabulary."""
    for loc, text in strings_in(data):
        if any(mark in text for mark in _MARKS):
            yield from _template(text, loc, names, facts)


def _template(text: str, loc: Loc, names: Mapping[str, tuple[str, ...]], facts: frozenset[str]) -> Iterator[Issue]:
    environment = _environment()
    try:
        tree = environment.parse(text)
        strange = [used for used in tree.find_all(nodes.Filter) if used.name not in environment.filters]
        for used in strange:
            near = did_you_mean(used.name, environment.filters)
            yield Issue(Code.BAD_TEMPLATE, loc, f"there is no filter '{used.name}'{near}")
        unknown = set() if strange else meta.find_undeclared_variables(tree) - set(TEMPLATE_ROOTS)
    except (TemplateSyntaxError, RecursionError) as error:
        reason = error.message if isinstance(error, TemplateSyntaxError) else "nested too deep"
        yield Issue(Code.BAD_TEMPLATE, loc, f"this placeholder cannot be read: {reason}")
        return
    for name in sorted(unknown):
        near = did_you_mean(name, TEMPLATE_ROOTS)
        message = f"nothing is called '{name}' in a text; known: {', '.join(TEMPLATE_ROOTS)}{near}"
        yield Issue(Code.BAD_TEMPLATE, loc, message)
    for part in tree.find_all((nodes.Getattr, nodes.Getitem)):
        yield from _attribute(part, loc, names)
    for used in tree.find_all(nodes.Filter):
        if used.name == "label":
            yield from _labelled(used, loc, facts)


def _attribute(part: nodes.Node, loc: Loc, names: Mapping[str, tuple[str, ...]]) -> Iterator[Issue]:
    name = _name_of(part)
    if name is None or not isinstance(part, nodes.Getattr | nodes.Getitem):
        return
    inner = part.node
    if isinstance(inner, nodes.Name):
        known = names.get(inner.name)
        if known is not None and name not in known:
            message = f"'{inner.name}.{name}' does not exist{did_you_mean(name, known)}"
            yield Issue(Code.BAD_TEMPLATE, loc, message)
    elif _is_member(inner) and name not in CAST_ATTRIBUTES:
        near = did_you_mean(name, CAST_ATTRIBUTES) or f"; known: {', '.join(CAST_ATTRIBUTES)}"
        yield Issue(Code.BAD_TEMPLATE, loc, f"people of the cast have no '{name}'{near}")


def _is_member(part: nodes.Node) -> bool:
    if not isinstance(part, nodes.Getattr | nodes.Getitem):
        return False
    return isinstance(part.node, nodes.Name) and part.node.name == "cast"


def _name_of(part: nodes.Node) -> str | None:
    if isinstance(part, nodes.Getattr):
        return part.attr
    if not isinstance(part, nodes.Getitem):
        return None
    return part.arg.value if isinstance(part.arg, nodes.Const) and isinstance(part.arg.value, str) else None


def _labelled(used: nodes.Filter, loc: Loc, facts: frozenset[str]) -> Iterator[Issue]:
    """The fact that `label` names, as its argument or as the text it stands behind."""
    fact = used.args[0] if used.args else used.node
    if isinstance(fact, nodes.Const) and isinstance(fact.value, str) and fact.value not in facts:
        message = f"there is no fact '{fact.value}' to label{did_you_mean(fact.value, facts)}"
        yield Issue(Code.BAD_TEMPLATE, loc, message)


def uneven_variants(record: Any) -> Iterator[Issue]:
    """Wordings in a record with a different number of variants in each language."""
    for loc, part in records_in(record):
        if isinstance(part, Wording):
            ja, en = (1 if isinstance(text, str) else len(text) for text in (part.ja, part.en))
            if ja != en:
                message = f"{ja} variants in ja and {en} in en; the same number is needed"
                yield Issue(Code.UNEVEN_VARIANTS, loc, message)
