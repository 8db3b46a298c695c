"""Contracts, letters, ransom notes, reports: text with a head, numbered clauses and signatures."""

from __future__ import annotations

from ...domain.documents import Clause, Paper
from ...domain.kinds import Language
from ...domain.scenario_base import Wording
from ...domain.scenario_papers import ArticleSpec, DocumentSpec
from ...domain.text import Text
from ..context import Context
from ..wording import date_text

_NUMBER, _DATE = Text("番号", "Reference"), Text("日付", "Date")
_TO, _FROM = Text("宛先", "To"), Text("差出人", "From")


def build_paper(spec: DocumentSpec, context: Context, language: Language) -> Paper:
    head: list[tuple[Text, str]] = []
    if spec.reference:
        head.append((_NUMBER, context.words(language).render(spec.reference)))
    if spec.dated is not None:
        head.append((_DATE, date_text(context.moment(spec.dated), language)))
    for label, wording, name in ((_TO, spec.addressed_to, "to"), (_FROM, spec.sent_by, "from")):
        if wording is not None:
            head.append((label, context.write(wording, language, spec.id, name)))

    def texts(wordings: tuple[Wording, ...], *path: str | int) -> tuple[str, ...]:
        return tuple(context.write(w, language, spec.id, *path, n).rstrip() for n, w in enumerate(wordings))

    return Paper(
        style=spec.style,
        file_name=context.words(language).render(spec.file_name),
        heading=context.write(spec.heading, language, spec.id, "heading"),
        head=tuple((label.in_(language), text) for label, text in head),
        parties=tuple(
            (
                context.write(party.role, language, spec.id, "party role", n),
                context.write(party.name, language, spec.id, "party", n),
            )
            for n, party in enumerate(spec.parties)
        ),
        paragraphs=texts(spec.paragraphs, "paragraph"),
        clauses=tuple(
            Clause(
                heading=_heading(article, number, spec, context, language),
                paragraphs=_numbered(texts(article.paragraphs, "article", number), spec.style == "contract"),
            )
            for number, article in enumerate(spec.articles, start=1)
        ),
        closing=texts(spec.closing, "closing"),
        signed=texts(spec.signed, "signed"),
    )


def _heading(article: ArticleSpec, number: int, spec: DocumentSpec, context: Context, language: Language) -> str:
    heading = context.write(article.heading, language, spec.id, "article heading", number)
    if spec.style != "contract":
        return f"{number}. {heading}"
    return f"第{number}条（{heading}）" if language is Language.JA else f"Article {number} ({heading})"


def _numbered(paragraphs: tuple[str, ...], wanted: bool) -> tuple[str, ...]:
    if not wanted or len(paragraphs) < 2:
        return paragraphs
    return tuple(f"{number}. {text}" for number, text in enumerate(paragraphs, start=1))
