"""Nothing in an incident can reach anybody: domains, addresses, telephones, cards, individual numbers."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network

import phonenumbers
import pytest

from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Language
from leaksim.domain.recipes import individual_number_digit, luhn_digit
from leaksim.engine.names import FAMILY_NAMES, GIVEN_NAMES
from leaksim.engine.people import Faker

SAFE_NETWORKS = [
    ip_network(n)
    for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "10.0.0.0/8", "192.168.0.0/16", "2001:db8::/32")
]
SAFE_DOMAIN = re.compile(r"(?:^|\.)(?:example|test|example\.(?:com|net|org|jp))$")


@pytest.fixture(scope="module")
def texts(incidents: list[Incident]) -> list[str]:
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple | list):
            for part in value:
                collect(part)
        elif isinstance(value, dict):
            collect(list(value.values()))
        elif hasattr(value, "__dict__"):
            collect(list(vars(value).values()))

    for incident in incidents:
        collect([incident.evidence, incident.injects, incident.facts, incident.briefing, incident.organisation])
    assert len(found) > 10_000
    return found


def test_mail_addresses_and_web_addresses_are_reserved(texts: list[str]) -> None:
    seen = set()
    for text in texts:
        seen |= set(re.findall(r"@([A-Za-z0-9.-]+[A-Za-z0-9])", text))
        seen |= set(re.findall(r"https?://([^/\s:]+)", text))
    assert seen
    assert not [domain for domain in seen if not SAFE_DOMAIN.search(domain)]


def test_network_addresses_are_reserved_or_private(texts: list[str]) -> None:
    seen = set()
    for text in texts:
        if "Mozilla" in text:
            text = text.split(" ", 1)[0]
        seen |= set(re.findall(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", text))
        seen |= set(re.findall(r"\b2001:[0-9a-f:]+", text))
    assert len(seen) > 100
    for address in seen:
        parsed = ip_address(address)
        assert any(parsed in network for network in SAFE_NETWORKS if network.version == parsed.version), address


def test_telephones_are_of_blocks_not_given_out(texts: list[str]) -> None:
    seen = {number for text in texts for number in re.findall(r"(?<![\d-])0\d{1,3}-\d{2,4}-\d{3,4}(?![\d-])", text)}
    assert seen
    for number in seen:
        assert re.fullmatch(r"(03|090)-0000-\d{4}", number), number
    sample = sorted(number for number in seen if number.startswith("03"))
    valid = [n for n in sample if phonenumbers.is_valid_number(phonenumbers.parse(n, "JP"))]
    assert valid == []


def test_cards_fail_luhn(texts: list[str]) -> None:
    cards = {text for text in texts if re.fullmatch(r"\d{4}(-\d{4}){3}", text)}
    assert len(cards) > 50
    for card in cards:
        digits = card.replace("-", "")
        assert luhn_digit(digits[:-1]) != int(digits[-1])


def test_individual_numbers_fail_their_check(texts: list[str]) -> None:
    numbers = {text for text in texts if re.fullmatch(r"\d{12}", text)}
    assert len(numbers) > 50
    for number in numbers:
        assert individual_number_digit(number[:-1]) != int(number[-1])


def test_check_digits_are_computed_right() -> None:
    assert luhn_digit("411111111111111") == 1  # the best-known test number
    assert luhn_digit("7992739871") == 3
    assert individual_number_digit("12345678901") == 8


def test_names_go_together() -> None:
    assert len(FAMILY_NAMES) >= 120
    assert len(GIVEN_NAMES) >= 120
    assert len({name.ja for name in FAMILY_NAMES}) == len(FAMILY_NAMES)
    assert len({name.ja for name in GIVEN_NAMES}) == len(GIVEN_NAMES)
    for name in (*FAMILY_NAMES, *GIVEN_NAMES):
        assert re.fullmatch(r"[\u4e00-\u9fff々]+", name.ja), name
        assert re.fullmatch(r"[\u30a1-\u30fa]+", name.kana), name
        assert re.fullmatch(r"[A-Z][a-z]+", name.romaji), name
    person = Faker(5).training.training_name()
    assert person.full(Language.JA) == f"{person.family.ja} {person.given.ja}"
    assert person.full(Language.EN) == f"{person.given.romaji} {person.family.romaji}"


def test_faker_is_seeded_by_instance() -> None:
    assert Faker(7).training.training_phone() == Faker(7).training.training_phone()
    first, second = Faker(1), Faker(2)
    before = Faker(1).training.training_office_phone()
    second.training.training_name()
    assert first.training.training_office_phone() == before
