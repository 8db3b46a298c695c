"""The secret that opens a run. Only its hash is stored: who reads the database cannot open a run."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """An unguessable name for a run, fit for a web address (192 random bits, 32 characters)."""
    return secrets.token_urlsafe(24)


def hash_token(token: str) -> str:
    """SHA-256 of a token as 64 hexadecimal digits. Needs no salt: tokens are random, not chosen by people."""
    # A token comes from a web address and may be any text, lone surrogates included.
    return hashlib.sha256(token.encode("utf-8", errors="surrogatepass")).hexdigest()
