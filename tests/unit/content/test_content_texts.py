"""What is safe to write, and that the checks know the placeholders that the engine fills."""

from __future__ import annotations

import dataclasses
import inspect

import pytest

from leaksim.content.checks.safety import unsafe_parts
from leaksim.domain import templates
from leaksim.engine import casting, context, wording

UNSAFE = [
    "taro@gmail.com",
    "太郎@example-shop.co.jp",
    "詳しくはgoogle.comで",
    "https://www.kakuu.info/a",
    "x.EXAMPLE.COM.evil.net",
    "{{ p.host }}.com",
    "８．８．８．８",
    "http://1.2.3.4/",
    "サーバ2001:4860:4860::8888へ",
    "03-1234-5678",
    "090-1234-5678",
    "09012345678",
    "+81-3-1234-5678",
    "0120-000-123",
    "０３－１２３４－５６７８",
    "4539 1488 0343 6467",
]
SAFE = [
    "taro@example.jp",
    "kakuu-shoji.example と city.test",
    "mail@{{ org.domain }}",
    "https://www.example.co.jp/a.html",
    "list.csv, readme.txt, index.html, archive.tar.gz",
    "Mozilla/5.0 (X11) Chrome/120.0.0.0 Safari/537.36",
    "192.0.2.10 198.51.100.7 203.0.113.250 10.20.4.31 192.168.1.1 127.0.0.1",
    "2001:db8::1 と ::1",
    "12:30:45, 2026-11-20T09:40:00+09:00",
    "03-0000-1234 090-0000-5678 03(0000)1234",
    "2026-11-20-0001, 0001-02-03",
    "4111 1111 1111 1111 4539 1488 0343 6468",
    "第3.1.2節 v1.2.3",
    "{{ cast.finder.mail }} {{ m.lost|date }}",
]


@pytest.mark.parametrize("text", UNSAFE)
def test_unsafe(text) -> None:
    assert list(unsafe_parts(text))


@pytest.mark.parametrize("text", SAFE)
def test_safe(text) -> None:
    assert list(unsafe_parts(text)) == []


def test_the_checks_know_what_the_engine_offers() -> None:
    offered = set(wording._environment().filters) - set(wording.SandboxedEnvironment().filters)
    assert offered == set(templates.TEMPLATE_FILTERS)
    assert {f.name for f in dataclasses.fields(casting.MemberView)} == set(templates.CAST_ATTRIBUTES)
    source = inspect.getsource(context.Context.__post_init__)
    assert all(f'"{name}":' in source for name in (*templates.TEMPLATE_ROOTS, *templates.ORG_ATTRIBUTES))
