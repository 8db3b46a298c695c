"""What placeholders in a scenario's texts may name; the engine fills these and the content checks know them.

p      the scenario's parameters            {{ p.persons }}
cast   the people, by role                  {{ cast.finder.name }}
org    the organisation played in           {{ org.name }}
m      the moments                          {{ m.lost|date }}
f      the facts                            {{ f.items|label("items") }}
"""

from __future__ import annotations

TEMPLATE_ROOTS: tuple[str, ...] = ("p", "cast", "org", "m", "f")

#: The moment that every scenario has.
START = "start"

#: What is known of a member of the cast.
CAST_ATTRIBUTES: tuple[str, ...] = (
    "name",
    "family",
    "given",
    "kana",
    "mail",
    "account",
    "phone",
    "department",
    "title",
    "affiliation",
    "who",
)

#: What is known of the organisation.
ORG_ATTRIBUTES: tuple[str, ...] = ("name", "domain", "kind", "sector", "preset")

#: Filters beside Jinja2's own.
TEMPLATE_FILTERS: tuple[str, ...] = (
    "date",
    "short_date",
    "time",
    "datetime",
    "month",
    "era",
    "inline",
    "stamp",
    "comma",
    "label",
)

#: Facts that the engine states by itself, from the scenario's type and the organisation.
IMPLIED_FACTS: tuple[str, ...] = ("type", "organisation_kind", "sector")
