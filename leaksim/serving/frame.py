"""The HTML around a page: template folder, rendering in one language, and output blocks for the page's script."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.utils import htmlsafe_json_dumps

from leaksim import __version__
from leaksim.serving.failures import FAILURE_MIME_TYPE
from leaksim.serving.pages import texts

TEMPLATE_FOLDER = Path(__file__).resolve().parent / "share" / "jupyter" / "voila" / "templates" / "leaksim"
STATIC_FOLDER = TEMPLATE_FOLDER / "static"

_WIDGET_MIME_TYPE = "application/vnd.jupyter.widget-view+json"
_SHOWN_MIME_TYPES = (_WIDGET_MIME_TYPE, "text/html")
_SPLIT_MARK = "<!-- page -->"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATE_FOLDER), autoescape=True, trim_blocks=True)


def static_version() -> str:
    """Twelve hex digits that change when a file of the template's static folder does (a part of its addresses)."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(STATIC_FOLDER.rglob("*")):
        if path.is_file():
            digest.update(f"{path.name}:{path.stat().st_mtime_ns}:{path.stat().st_size};".encode())
    return digest.hexdigest()[:12]


def render_page(*, language: str, title: str, base_url: str, page_config: dict[str, Any]) -> tuple[str, str]:
    """HTML before and after the page's outputs. ``page_config`` is what Voila's script reads."""
    html = _render("index.html.j2", language=language, title=title, base_url=base_url, page_config=page_config)
    head, _, tail = html.partition(_SPLIT_MARK)
    return head, tail


def render_error(*, status: int, language: str, base_url: str) -> str:
    """The whole page shown for a status code of 400 or more."""
    kind = status if status in (403, 404) else (404 if status < 500 else 500)
    known = texts(language)
    return _render(
        "error.html.j2",
        language=language,
        base_url=base_url,
        title=known[f"error_{kind}_title"],
        body=known[f"error_{kind}_body"],
    )


def _render(name: str, *, language: str, **values: Any) -> str:
    known = texts(language)
    script_texts = {
        key: known[key]
        for key in ("reload", "close", "lost", "reconnecting", "offline", "busy", "failure", "reference")
    }
    return (
        _environment()
        .get_template(name)
        .render(
            language=language,
            text=known,
            script_texts=script_texts,
            static=f"assets/{static_version()}/leaksim",
            **values,
        )
    )


def render_outputs(outputs: list[dict[str, Any]]) -> str:
    """What the page's notebook displayed, as data blocks; text, streams and errors never leave the server."""
    blocks = []
    for output in outputs:
        data = output.get("data", {})
        if FAILURE_MIME_TYPE in data:
            blocks.append(failure_block(str(data[FAILURE_MIME_TYPE].get("reference", ""))))
            continue
        shown = {kind: data[kind] for kind in _SHOWN_MIME_TYPES if kind in data}
        if shown:
            model = {"output_type": "display_data", "data": shown, "metadata": {}, "trusted": True}
            blocks.append(_data_block("application/vnd.voila.cell-output+json", model))
    return "".join(blocks)


def failure_block(reference: str) -> str:
    """Tells the page's script to show the failure notice with this reference number."""
    return _data_block(FAILURE_MIME_TYPE, {"reference": reference})


def _data_block(kind: str, value: dict[str, Any]) -> str:
    content = htmlsafe_json_dumps(value, dumps=json.dumps)
    return f'<div class="leaksim-output"><script type="{kind}">{content}</script></div>\n'
