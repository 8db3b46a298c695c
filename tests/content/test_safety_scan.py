"""Nothing in the exported files can reach anybody: scanned with validators that leaksim does not use itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address, ip_network

import phonenumbers
import pytest
from phonenumbers import Leniency, PhoneNumberMatcher

from leaksim.domain.documents import EXERCISE_MARK
from leaksim.domain.kinds import Language
from leaksim.engine import generate
from leaksim.reports.evidence_files import evidence_parts
from leaksim.services import shelf

FEW, MANY = range(9000, 9001), range(9100, 9300)
MAX_BYTES = 60_000  # of a long table the first rows are as good as the others

_HOST = re.compile(r"(?:@|https?://)([A-Za-z0-9.-]+\.[A-Za-z]{2,})")
_RESERVED = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:jp|com|net|org)$")
_ADDRESS = re.compile(r"(?:(?<![\w.:/-])|(?<=://))(?:\d{1,3}\.){3}\d{1,3}(?![\w.:-])")
_CARD = re.compile(r"(?<![\w-])(?:\d{4}[- ]?){3}\d{4}(?![\w-])")
_TWELVE = re.compile(r"(?<![\w-])\d{12}(?![\w-])")
#: An XML namespace names a vocabulary and is never opened.
_NAMESPACES = {"www.w3.org"}
_ALLOWED = [
    ip_network(name)
    for name in (
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
    )
]


def luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def individual_number(digits: str) -> bool:
    """The check of Japanese individual numbers, after the ministerial ordinance."""
    total = sum(int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits[:11]), start=1))
    return int(digits[11]) == (0 if total % 11 <= 1 else 11 - total % 11)


def dangers(text: str) -> list[str]:
    found = [host for host in _HOST.findall(text) if not _RESERVED.search(host.rstrip(".")) and host not in _NAMESPACES]
    for match in _ADDRESS.findall(text):
        try:
            address = ip_address(match)
        except ValueError:
            continue
        if not any(address in network for network in _ALLOWED):
            found.append(match)
    found += [match for match in _CARD.findall(text) if luhn(re.sub(r"\D", "", match))]
    found += [match for match in _TWELVE.findall(text) if individual_number(match)]
    text = _TWELVE.sub(" ", text)  # looked at above; one that begins with 00 would pass for a call abroad
    for region in ("JP", None):
        if region is None and "+" not in text:
            continue
        found += [
            m.raw_string
            for m in PhoneNumberMatcher(text, region, leniency=Leniency.STRICT_GROUPING)
            if phonenumbers.is_valid_number(m.number)
        ]
    return found


def scan(scenario_id: str, seeds: Iterable[int], most_bytes: int = MAX_BYTES) -> None:
    for seed in seeds:
        made = generate(shelf.scenario(scenario_id), seed, shelf.library())
        for piece in made.evidence:
            for language in Language:
                content = b"".join(evidence_parts(piece.documents[language])).decode("utf-8-sig")
                where = f"{scenario_id} seed {seed} {piece.id} {language}"
                assert EXERCISE_MARK in content, where
                assert dangers(content[:most_bytes].rpartition("\n")[0]) == [], where


def test_an_incident_of_each_scenario_reaches_nobody(scenario_id: str) -> None:
    scan(scenario_id, FEW, 6_000)


@pytest.mark.slow
def test_two_hundred_incidents_of_each_scenario_reach_nobody(scenario_id: str) -> None:
    scan(scenario_id, MANY)


def test_the_scan_sees_what_is_dangerous() -> None:
    for text in (
        "mail me: a@nagisa-shop.jp",
        "http://kaku.co.jp/list",
        "8.8.8.8 - -",
        "http://8.8.4.4/",
        "4111-1111-1111-1111",
        "番号 123456789018",
        "電話 03-3501-1511",
        "+81 3-3501-1511",
    ):
        assert dangers(text), text
    assert (
        dangers("a@mail.example 192.0.2.7 03-0000-1234 090-0000-5678 4111-1111-1111-1112 http://shop.example.jp/") == []
    )
