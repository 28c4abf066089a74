"""Digests, by which contents are told apart."""

from __future__ import annotations


def digest(data: bytes) -> str:
    """Return the digest of bytes, in hexadecimal digits."""
    try:
        from _blake2 import blake2b  # the same function: to get it, hashlib loads all of OpenSSL
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=16).hexdigest()
