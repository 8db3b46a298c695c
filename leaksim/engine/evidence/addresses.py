"""Network addresses that belong to nobody: RFC 5737, RFC 3849 and private ones for machines inside."""

from __future__ import annotations

from collections.abc import Sequence

from ..streams import Stream

RELAY_ADDRESSES = tuple(f"203.0.113.{n}" for n in range(10, 40))
OFFICE_ADDRESSES = tuple(f"203.0.113.{n}" for n in range(240, 255))
_VISITORS = tuple(f"{net}.{n}" for net in ("192.0.2", "198.51.100") for n in range(1, 255))
INTERNAL_NETWORK = "10.20"


def visitor_addresses(stream: Stream, count: int) -> Sequence[str]:
    """`count` different addresses of outsiders; beyond what RFC 5737 holds they are IPv6 ones."""
    chosen = stream.sample(_VISITORS, min(count, len(_VISITORS)))
    taken = set(chosen)
    while len(chosen) < count:
        address = f"2001:db8:{stream.integer(1, 0xFFFF):x}:{stream.integer(1, 0xFFFF):x}::{stream.integer(1, 0xFFFF):x}"
        if address not in taken:
            taken.add(address)
            chosen.append(address)
    return chosen


def internal_address(stream: Stream) -> str:
    return f"{INTERNAL_NETWORK}.{stream.integer(1, 9)}.{stream.integer(11, 199)}"
