"""What is settled before evidence is written, shared by everything that writes or resolves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..domain.catalogue import Library
from ..domain.conditions import Condition, Situation, evaluate
from ..domain.facts import FactValue
from ..domain.incident import Organisation
from ..domain.kinds import Language, Truth
from ..domain.scenario import Scenario
from ..domain.scenario_base import Wording
from ..domain.scenario_evidence import RecordsSpec
from ..domain.scenario_values import FromParameter
from ..domain.text import Text
from ..errors import ContentError
from .casting import Member, member_view
from .crowds import Crowd
from .parameters import number
from .streams import Stream
from .tables import MOST_PERSONS, RecordTable
from .wording import Wordings, localized, variant_count


@dataclass
class Context:
    """One incident in the making. `facts` grows while facts are resolved and is final afterwards."""

    scenario: Scenario
    library: Library
    stream: Stream
    organisation: Organisation
    parameters: Mapping[str, FactValue]
    moments: Mapping[str, datetime]
    cast: Mapping[str, Member]
    facts: dict[str, FactValue]
    tables: dict[str, RecordTable] = field(default_factory=dict)
    crowds: dict[str, Crowd] = field(default_factory=dict)
    _wordings: dict[Language, Wordings] = field(default_factory=dict)
    _fact_views: dict[Language, dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for language in Language:
            view = localized(self.facts, language)
            self._fact_views[language] = view
            self._wordings[language] = Wordings(
                language,
                self.library.vocabulary,
                {
                    "p": localized(self.parameters, language),
                    "m": self.moments,
                    "cast": {role: member_view(member, language) for role, member in self.cast.items()},
                    "org": {
                        "name": self.organisation.name.in_(language),
                        "domain": self.organisation.domain,
                        "kind": self.organisation.kind,
                        "sector": self.organisation.sector,
                        "preset": self.organisation.preset,
                    },
                    "f": view,
                },
            )

    def set_fact(self, fact: str, value: FactValue) -> None:
        self.facts[fact] = value
        for language, view in self._fact_views.items():
            view.update(localized({fact: value}, language))

    def words(self, language: Language) -> Wordings:
        return self._wordings[language]

    def variant(self, wording: Wording | Text | str | None, *path: str | int) -> int:
        """Which variant of a wording this incident uses; the same in every language."""
        if not isinstance(wording, Wording):
            return 0
        count = variant_count(wording)
        return self.stream.child("variant", *path).integer(0, count - 1) if count > 1 else 0

    def write(self, wording: Wording | Text | str | None, language: Language, *path: str | int) -> str:
        """The wording in one language; `path` names it among all wordings of the scenario."""
        return self.words(language).wording(wording, self.variant(wording, *path))

    def text(self, wording: Wording | Text | str, *path: str | int) -> Text:
        return Text(*(self.write(wording, language, *path) for language in (Language.JA, Language.EN)))

    def number(self, spec: int | FromParameter) -> int:
        return number(spec, self.parameters)

    def moment(self, name: str) -> datetime:
        if name not in self.moments:
            raise ContentError(f"there is no moment {name!r}")
        return self.moments[name]

    def member(self, role: str) -> Member:
        if role not in self.cast:
            raise ContentError(f"there is no cast role {role!r}")
        return self.cast[role]

    def table(self, evidence_id: str) -> RecordTable:
        """The records table of that evidence id, drawn once."""
        if evidence_id not in self.tables:
            spec = next((e for e in self.scenario.evidence if e.id == evidence_id), None)
            if not isinstance(spec, RecordsSpec):
                raise ContentError(f"there is no records table {evidence_id!r}")
            columns = spec.columns
            if isinstance(columns, FromParameter):
                value = self.parameters.get(columns.param)
                if not isinstance(value, tuple):
                    raise ContentError(f"{evidence_id}: columns need a set, and {columns.param!r} is none")
                columns = value
            span = None
            if spec.registered is not None:
                span = (self.moment(spec.registered[0]).date(), self.moment(spec.registered[1]).date())
            persons = self.number(spec.persons)
            if not 0 <= persons <= MOST_PERSONS:
                raise ContentError(f"{evidence_id}: a table holds up to {MOST_PERSONS:,} persons, not {persons:,}")
            self.tables[evidence_id] = RecordTable.draw(
                self.stream.child("records", evidence_id),
                persons=persons,
                duplicates=self.number(spec.duplicates),
                items=tuple(columns),
                prefix=spec.number_prefix,
                span=span,
                included=tuple(map(self.member, spec.includes)),
            )
        return self.tables[evidence_id]

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition over facts and parameters (`p.<name>`) is certain to hold."""
        if condition is None:
            return True
        truth = {**self.facts, **{f"p.{name}": value for name, value in self.parameters.items()}}
        return evaluate(condition, Situation(truth=truth)) is Truth.YES
