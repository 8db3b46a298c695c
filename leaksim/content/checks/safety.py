"""Text that could point at somebody real: only reserved domains, addresses and numbers are used."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator

from ..findings import Code
from ..yaml_tree import Data
from .walking import Issue, strings_in

# Endings that make a dotted word a domain rather than a file name; longer lists would catch file names.
_ENDINGS = (
    "jp|com|net|org|info|biz|edu|gov|int|mil|eu|cn|ru|uk|us|de|fr|kr|tw|hk|in|io|co|me|tv|cc|to|ai|"
    "app|dev|xyz|top|site|online|shop|cloud|link|tokyo|osaka|google|microsoft"
)
_DOMAIN = re.compile(
    rf"(?<![\w.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_ENDINGS})(?![\w-]|\.[a-z0-9])", re.I | re.A
)
_RESERVED = re.compile(
    r"(?:^|\.)(?:example\.(?:jp|com|net|org|co\.jp|ne\.jp|or\.jp)|example|test|invalid|localhost)$", re.I | re.A
)
_MAIL = re.compile(r"[a-z0-9._%+-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)*)", re.I | re.A)
_IPV4 = re.compile(r"(?<![\w.])(?<![a-z]/)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w]|\.[0-9])", re.I | re.A)
_IPV6 = re.compile(r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", re.I | re.A)
_PHONE = re.compile(r"(?<![0-9-])(?:\+81[- ]?|0)[0-9]{1,4}[-() ][0-9]{1,4}[-() ][0-9]{3,4}(?![0-9-])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z-])0[5789]0[0-9]{8}(?![0-9])")
_SAFE_PHONE = re.compile(r"(?:03|0[5789]0)0000[0-9]{4}\Z")
_CARD = re.compile(r"(?<![0-9-])[0-9]{4}([- ]?)[0-9]{4}\1[0-9]{4}\1[0-9]{2,4}(?![0-9-])")
_TEST_CARDS = frozenset({"4111111111111111", "4242424242424242", "5555555555554444", "3530111333300000"})
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_DOCUMENTATION = tuple(
    ipaddress.ip_network(net)
    for net in (
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "0.0.0.0/32",
        "255.255.255.255/32",
        "2001:db8::/32",
        "fe80::/10",
        "fd00::/8",
        "::1/128",
        "::/128",
    )
)


def unsafe_texts(data: Data) -> Iterator[Issue]:
    """LK070 for every text of a document's plain data."""
    for loc, text in strings_in(data):
        for message in unsafe_parts(text):
            yield Issue(Code.UNSAFE_TEXT, loc, message)


def unsafe_parts(text: str) -> Iterator[str]:
    """What in a text could be somebody's; placeholders stand for safe data."""
    plain = unicodedata.normalize("NFKC", _TEMPLATE.sub("x", text))
    if not any(mark in plain for mark in ".@:-0"):
        return
    seen: set[str] = set()
    for domain in _domains(plain):
        if domain.lower() not in seen and not _RESERVED.search(domain):
            seen.add(domain.lower())
            yield f"'{domain}' could be a real domain; use example.jp, example.com or names under .example or .test"
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(plain):
            if _is_foreign(match.group()):
                yield (
                    f"'{match.group()}' could be a real address; use 192.0.2.x, 198.51.100.x, 203.0.113.x, "
                    "2001:db8:: or private ones"
                )
    yield from _numbers(plain)


def _domains(plain: str) -> Iterator[str]:
    for match in _DOMAIN.finditer(plain):
        yield match.group()
    for match in _MAIL.finditer(plain):
        # A word alone after the sign is a placeholder's remains or an account name, not a domain.
        if "." in match.group(1):
            yield match.group(1)


def _numbers(plain: str) -> Iterator[str]:
    for match in (*_PHONE.finditer(plain), *_MOBILE.finditer(plain)):
        digits = re.sub(r"[^0-9]", "", match.group().replace("+81", "0"))
        if len(digits) in (10, 11) and not _SAFE_PHONE.match(digits):
            yield f"'{match.group()}' could be a real telephone number; use 03-0000-xxxx or 090-0000-xxxx"
    for match in _CARD.finditer(plain):
        digits = re.sub(r"[^0-9]", "", match.group())
        if digits not in _TEST_CARDS and _passes_luhn(digits):
            yield f"'{match.group()}' could be a real card number; use one whose check digit is wrong"


def _is_foreign(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not any(address in network for network in _DOCUMENTATION if network.version == address.version)


def _passes_luhn(digits: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if index % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
