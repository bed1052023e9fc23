"""Verification keys from a key set, each bound to its one algorithm."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from jwt import PyJWK

# Only asymmetric ones: with a symmetric key, everybody who can check a token could make one.
ALLOWED_ALGORITHMS = frozenset(
    {"EdDSA", "ES256", "ES384", "ES512"}
    | {f"{family}{size}" for family in ("RS", "PS") for size in (256, 384, 512)}
)


class KeySource(Protocol):
    async def key(self, kid: str) -> PyJWK | None:
        """Returns the key of this id, or None if there is none.

        Raises `IdentityProviderUnavailable` if the key set could not be fetched.
        """
        ...


class FixedKeys:
    """Implements `KeySource` with a key set that never changes."""

    def __init__(self, entries: Sequence[object]) -> None:
        self._keys = usable_keys(entries)

    async def key(self, kid: str) -> PyJWK | None:
        return self._keys.get(kid)


def usable_keys(entries: Sequence[object]) -> dict[str, PyJWK]:
    """Returns the usable keys of a key set by `kid`. Of two with the same `kid` the first counts.

    Skips entries that are broken, of an unknown kind, for another use, or without a `kid`, so that
    the other keys still work.
    """
    keys = [key for entry in entries if (key := _key_in(entry)) is not None]
    return {str(key.key_id): key for key in reversed(keys)}


def _key_in(entry: object) -> PyJWK | None:
    if not isinstance(entry, dict) or not _is_for_signatures(entry):
        return None
    try:
        key = PyJWK(entry)
        allowed = key.algorithm_name in ALLOWED_ALGORITHMS
        too_short = key.Algorithm.check_key_length(key.key) is not None
    except Exception:  # PyJWT and cryptography raise many kinds for an entry that is no key
        return None
    return key if allowed and not too_short else None


def _is_for_signatures(entry: Mapping[str, object]) -> bool:
    kid, operations = entry.get("kid"), entry.get("key_ops", ["verify"])
    return (
        isinstance(kid, str)
        and kid != ""
        and entry.get("use", "sig") == "sig"
        and isinstance(operations, list)
        and "verify" in operations
    )
