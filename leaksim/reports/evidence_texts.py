"""Papers, pages and charts as text, HTML and SVG."""

from __future__ import annotations

import unicodedata
from html import escape
from pathlib import PurePosixPath
from textwrap import indent

from ..domain.documents import EXERCISE_MARK, Alert, Chart, Memo, Page, Paper, Thread, Tracking

_RULE = "=" * 40


def paper_suffix(paper: Paper) -> str:
    """The suffix by which a paper's file name asks for its format."""
    suffix = PurePosixPath(paper.file_name).suffix
    return suffix if suffix in (".txt", ".md", ".html") else ".txt"


def paper_text(document: Paper | Memo | Alert | Thread) -> str:
    """The document as text; a paper as the Markdown or HTML that its file name asks for."""
    match document:
        case Memo():
            return _memo(document)
        case Alert():
            return _alert(document)
        case Thread():
            return _thread(document)
    suffix = paper_suffix(document)
    return {".txt": _plain, ".md": _markdown, ".html": _html}[suffix](document)


def _plain(paper: Paper) -> str:
    lines = [f"[{paper.mark}]", "", paper.heading, _RULE, *(f"{label}: {text}" for label, text in paper.head)]
    lines += ["", *(f"{role}: {name}" for role, name in paper.parties)] if paper.parties else []
    lines += [part for text in paper.paragraphs for part in ("", text)]
    for clause in paper.clauses:
        lines += ["", clause.heading, *(indent(text, "  ") for text in clause.paragraphs)]
    lines += [part for text in paper.closing for part in ("", text)]
    lines += ["", *paper.signed] if paper.signed else []
    return "\n".join(lines) + "\n"


def _markdown(paper: Paper) -> str:
    lines = [f"> {paper.mark}", "", f"# {paper.heading}", "", *(f"- {label}: {text}" for label, text in paper.head)]
    lines += ["", *(f"- {role}: {name}" for role, name in paper.parties)] if paper.parties else []
    lines += [part for text in paper.paragraphs for part in ("", text)]
    for clause in paper.clauses:
        lines += ["", f"## {clause.heading}", *(part for text in clause.paragraphs for part in ("", text))]
    lines += [part for text in (*paper.closing, *paper.signed) for part in ("", text)]
    return "\n".join(lines) + "\n"


def _html(paper: Paper) -> str:
    parts = [_pairs((*paper.head, *paper.parties)), *map(_paragraph, paper.paragraphs)]
    for clause in paper.clauses:
        parts += [f"<h2>{escape(clause.heading)}</h2>", *map(_paragraph, clause.paragraphs)]
    parts += map(_paragraph, (*paper.closing, *paper.signed, paper.mark))
    return _whole_page(paper.heading, paper.mark, parts)


def _memo(memo: Memo) -> str:
    lines = [memo.heading, _RULE, *(f"{label}: {value}" for label, value in memo.fields), "", memo.note]
    if memo.written_by:
        lines += ["", memo.written_by]
    return "\n".join(lines) + "\n"


def _alert(alert: Alert) -> str:
    lines = [f"[{alert.severity}] {alert.product}", alert.headline, "-" * 40]
    lines += [f"{label}: {value}" for label, value in alert.fields]
    lines += ["-" * 40, *(f"{event.at}  {event.what}" for event in alert.events)] if alert.events else []
    return "\n".join(lines) + "\n"


def _thread(thread: Thread) -> str:
    lines = [thread.site, thread.address, thread.title, _RULE]
    for post in thread.posts:
        handle = f" @{post.handle}" if post.handle else ""
        lines += [f"{post.number}: {post.author}{handle}  {post.posted_at}", post.body]
        lines += ["  ".join(f"{name}: {count}" for name, count in post.counts)] if post.counts else []
        lines.append("")
    return "\n".join(lines)


def page_html(page: Page) -> str:
    parts = [_paragraph(paragraph) for paragraph in page.paragraphs]
    if page.columns:
        parts.append(_table(page.columns, page.rows))
    return _whole_page(page.title, f"{page.address} {page.captured_at} {EXERCISE_MARK}", parts)


def tracking_html(tracking: Tracking) -> str:
    parts = [_pairs(tracking.fields), _table((), [(step.at, step.place, step.state) for step in tracking.steps])]
    parts += map(_paragraph, tracking.note.splitlines())
    comment = f"{tracking.address} {tracking.captured_at} {EXERCISE_MARK}"
    return _whole_page(f"{tracking.carrier} {tracking.number}", comment, parts)


def _whole_page(title: str, comment: str, parts: list[str]) -> str:
    body = "\n".join(part for part in parts if part)
    title = escape(title)
    # Two hyphens would end the comment early.
    head = f'<!doctype html>\n<!-- {escape(comment).replace("--", "- -")} -->\n<meta charset="utf-8">\n'
    return f"{head}<title>{title}</title>\n<h1>{title}</h1>\n{body}\n"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>"


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    if not pairs:
        return ""
    return "<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in pairs) + "</dl>"


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]] | tuple[tuple[str | int, ...], ...]) -> str:
    head = "<tr>" + "".join(f"<th>{escape(column)}</th>" for column in columns) + "</tr>" if columns else ""
    body = "".join("<tr>" + "".join(f"<td>{escape(str(c))}</td>" for c in row) + "</tr>\n" for row in rows)
    return f"<table>\n{head}\n{body}</table>"


_STEP, _LEFT, _LINE, _TOP = 36, 24, 64, 92  # pixels: indent per depth, margin, height of a box's row, above the boxes


def chart_svg(chart: Chart) -> str:
    """The tree from left to right and top to bottom, a box per row, joined by lines."""
    texts = [" ".join(part for part in (box.label, box.person) if part) for box in chart.boxes]
    widths = [24 + max(_width(text, 15), _width(box.detail, 12)) for text, box in zip(texts, chart.boxes, strict=True)]
    notes = chart.note.splitlines()
    tops = [_TOP + _LINE * row for row in range(len(chart.boxes))]
    width = max([_LEFT * 2 + box.depth * _STEP + w for box, w in zip(chart.boxes, widths, strict=True)], default=0)
    width = max([width, *(2 * _LEFT + _width(line, 13) for line in (*notes, chart.heading * 2))])
    height = _TOP + _LINE * len(chart.boxes) + 20 * len(notes) + 12
    title = escape(chart.heading)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{escape(chart.heading, quote=True)}" font-family="sans-serif">',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="38" font-size="20" font-weight="bold">{title}</text>',
        f'<text x="{_LEFT}" y="64" font-size="13">{escape(chart.dated)}</text>',
    ]
    for row, (box, text, box_width) in enumerate(zip(chart.boxes, texts, widths, strict=True)):
        left, top = _LEFT + box.depth * _STEP, tops[row]
        if box.depth:
            parent = max(n for n in range(row) if chart.boxes[n].depth == box.depth - 1)
            x, y = left - _STEP // 2, top + 22
            parts.append(f'<path d="M{x} {tops[parent] + 46}V{y}H{left}" fill="none" stroke="#567"/>')
        parts.append(
            f'<rect x="{left}" y="{top}" width="{box_width}" height="46" rx="4" fill="#eef3f7" stroke="#567"/>'
        )
        middle = top + (20 if box.detail else 29)
        parts.append(f'<text x="{left + 12}" y="{middle}" font-size="15">{escape(text)}</text>')
        if box.detail:
            parts.append(f'<text x="{left + 12}" y="{top + 38}" font-size="12">{escape(box.detail)}</text>')
    for n, line in enumerate(notes):
        y = _TOP + _LINE * len(chart.boxes) + 16 + 20 * n
        parts.append(f'<text x="{_LEFT}" y="{y}" font-size="13">{escape(line)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _width(text: str, size: int) -> int:
    """About how many pixels a line takes: wide signs a whole em, others six tenths."""
    return round(sum(size if unicodedata.east_asian_width(sign) in "WFA" else 0.6 * size for sign in text))
