"""Numbers of certificates: read aloud and typed by people, so a slip shows by itself."""

from __future__ import annotations

import re

#: 31 signs, a prime, without I, L, O, U and Z: nothing that is mistaken for a digit or another letter.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_BODY = 12
#: How many numbers there are.
NUMBERS = len(ALPHABET) ** _BODY
_SHAPE = re.compile(rf"LS(?:[{ALPHABET}]{{4}}){{3}}[{ALPHABET}]")
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "Z": "2"})


def make_number(drawn: int) -> str:
    """The number for a draw below NUMBERS: LS, three groups of four signs, and a check sign, with hyphens between."""
    signs = "".join(ALPHABET[drawn // len(ALPHABET) ** place % len(ALPHABET)] for place in range(_BODY))
    return "-".join(("LS", signs[:4], signs[4:8], signs[8:], _check(signs)))


def read_number(text: str) -> str | None:
    """The number that a text means, however it is spaced or cased; None where it is none, or has a slip."""
    given = re.sub(r"[\s-]", "", text.upper())
    given = given[:2] + given[2:].translate(_ALIKE)
    if not _SHAPE.fullmatch(given) or _check(given[2:-1]) != given[-1]:
        return None
    return "-".join((given[:2], given[2:6], given[6:10], given[10:14], given[14]))


def looks_like_number(text: str) -> bool:
    """Whether somebody meant a number, slips or not: "LS" and 10 to 16 letters or digits."""
    return re.fullmatch(r"LS[0-9A-Z]{10,16}", re.sub(r"[\s-]", "", text.upper())) is not None


def _check(signs: str) -> str:
    """Changes with any one sign and with two neighbours that swap places: weights 1 to 12, modulo the prime 31."""
    return ALPHABET[sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=1)) % len(ALPHABET)]
