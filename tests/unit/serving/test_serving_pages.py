"""Addresses, language choice and the texts of the page frame."""

from __future__ import annotations

import json
import re
import string

import nbformat
import pytest

from leaksim.resources import notebooks_folder
from leaksim.serving import frame
from leaksim.serving.failures import FAILURE_MIME_TYPE
from leaksim.serving.pages import LANGUAGES, PAGES, choose_language, page_environment, page_title, texts


def test_every_page_has_a_notebook_a_title_and_an_anchored_safe_address() -> None:
    for page in PAGES:
        notebook = nbformat.read(notebooks_folder() / page.notebook, as_version=4)
        nbformat.validate(notebook)
        assert page.route.startswith("/")
        assert ".*" not in page.route
        for language in LANGUAGES:
            assert page_title(page, language) != texts(language)["title_site"]


@pytest.mark.parametrize(
    ("token", "accepted"),
    [
        ("a" * 20, True),
        ("A-_9" * 16, True),
        ("a" * 19, False),
        ("a" * 65, False),
        ("a" * 20 + "/", False),
        ("é" * 20, False),
    ],
)
def test_exercise_address_takes_only_well_formed_tokens(token: str, accepted: bool) -> None:
    (exercise,) = (page for page in PAGES if page.name == "exercise")
    assert bool(re.fullmatch(exercise.route, f"/exercise/{token}")) is accepted


@pytest.mark.parametrize(
    ("query", "cookie", "configured", "accept", "expected"),
    [
        (None, None, None, None, "ja"),
        (None, None, None, "en-US,en;q=0.9", "en"),
        (None, None, None, "fr,en;q=0.3,ja;q=0.8", "ja"),
        (None, None, None, "en;q=0,fr", "ja"),
        (None, None, None, "en;q=nonsense, ja;q=1.1.1", "en"),
        (None, None, "en", "ja", "en"),
        (None, "ja", "en", "en", "ja"),
        ("en", "ja", "ja", "ja", "en"),
        ("xx", "yy", None, "de", "ja"),
        ("<script>", None, None, None, "ja"),
    ],
)
def test_language_of_a_request(
    query: str | None, cookie: str | None, configured: str | None, accept: str | None, expected: str
) -> None:
    assert choose_language(query=query, cookie=cookie, configured=configured, accept_language=accept) == expected


def test_page_environment_names_language_page_and_route_groups() -> None:
    (exercise,) = (page for page in PAGES if page.name == "exercise")
    assert page_environment(exercise, "en", {"token": "t" * 20}) == {
        "LEAKSIM_LANG": "en",
        "LEAKSIM_PAGE": "exercise",
        "LEAKSIM_TOKEN": "t" * 20,
    }


def test_texts_are_complete_in_both_languages_and_free_of_jargon() -> None:
    assert texts("ja").keys() == texts("en").keys()
    for language in LANGUAGES:
        for text in texts(language).values():
            assert text.strip()
            assert not re.search(
                r"kernel|widget|notebook|\bcell|カーネル|ノートブック|セル|ウィジェット", text, re.IGNORECASE
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_frame_is_in_the_language_and_names_no_foreign_address(language: str) -> None:
    head, tail = frame.render_page(
        language=language,
        title="T<i>tle",
        base_url="/",
        page_config={"fullStaticUrl": "/assets/0/voila", "x": "</script>"},
    )
    assert f'<html lang="{language}">' in head
    assert "<title>T&lt;i&gt;tle</title>" in head
    assert texts(language)["loading"] in head
    assert "</script>" not in json.dumps("".join(re.findall(r'"x": "([^"]*)"', head)))
    addresses = re.findall(r"https?://[^\s\"'<>]+", head + tail)
    assert all(address.startswith("http://www.w3.org/") for address in addresses)
    assert not re.search(r"<script(?![^>]*(?:src=|type=\"application/json\"))", head + tail)


@pytest.mark.parametrize(("status", "key"), [(404, "404"), (403, "403"), (500, "500"), (503, "500"), (405, "404")])
def test_error_page_is_friendly(status: int, key: str) -> None:
    for language in LANGUAGES:
        html = frame.render_error(status=status, language=language, base_url="/")
        assert texts(language)[f"error_{key}_title"] in html
        assert "Traceback" not in html
        assert "Jupyter" not in html


def test_only_widgets_and_html_reach_the_page() -> None:
    widget = {
        "data": {"text/plain": "Box(value='SECRET')", "application/vnd.jupyter.widget-view+json": {"model_id": "m1"}}
    }
    html = frame.render_outputs(
        [
            widget,
            {"output_type": "stream", "name": "stdout", "text": "SECRET"},
            {"output_type": "error", "ename": "E", "evalue": "SECRET", "traceback": ["SECRET"]},
            {"data": {"text/plain": "SECRET"}},
            {"data": {"text/html": "<b>shown</b></script>"}},
            {"data": {FAILURE_MIME_TYPE: {"reference": "L-AAAA-BB"}}},
        ]
    )
    assert "SECRET" not in html
    assert "m1" in html
    assert "L-AAAA-BB" in html
    assert html.count("</script>") == 3


def test_style_sheet_colours_have_contrast_aa_in_light_and_dark() -> None:
    sheet = (frame.STATIC_FOLDER / "leaksim.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    light = _colours(blocks[0])
    dark = {**light, **_colours(blocks[1])}
    for colours in (light, dark):
        for ink, paper in (
            ("text", "ground"),
            ("text", "surface"),
            ("text", "accent-soft"),
            ("text", "warning-soft"),
            ("text-soft", "ground"),
            ("text-soft", "surface"),
            ("text-soft", "surface-sunken"),
            ("accent", "ground"),
            ("accent", "surface"),
            ("on-accent", "accent"),
            ("on-accent", "accent-strong"),
            ("warning", "surface"),
            ("warning", "warning-soft"),
            ("on-warning", "warning"),
        ):
            assert _contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
        for line in ("border-control", "focus"):
            assert _contrast(colours[line], colours["surface"]) >= 3, line


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--ls-([a-z-]+):\s*#([0-9a-f]{6});", block))


def _contrast(one: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    assert set(colour) <= set(string.hexdigits)
    channels = [int(colour[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
