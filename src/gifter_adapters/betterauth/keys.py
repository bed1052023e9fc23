"""Verification keys out of a key set, each bound to the one algorithm it is for."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from jwt import PyJWK

# Asymmetric ones only: with a symmetric one, whoever can check a token could make it.
ALLOWED_ALGORITHMS = frozenset(
    {"EdDSA", "ES256", "ES384", "ES512"}
    | {f"{family}{size}" for family in ("RS", "PS") for size in (256, 384, 512)}
)


class KeySource(Protocol):
    async def key(self, kid: str) -> PyJWK | None:
        """The key of this id, None if there is none.

        Raises `IdentityProviderUnavailable` when there is no telling.
        """
        ...


class FixedKeys:
    """Implements `KeySource` with a key set that never changes."""

    def __init__(self, entries: Sequence[object]) -> None:
        self._keys = usable_keys(entries)

    async def key(self, kid: str) -> PyJWK | None:
        return self._keys.get(kid)


def usable_keys(entries: Sequence[object]) -> dict[str, PyJWK]:
    """The keys among the entries of a key set, by `kid`; of two with one `kid` the first counts.

    Entries of an unknown kind, for another use, without a `kid`, or broken are passed over, so that
    they do not take the good ones with them.
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
    except Exception:  # whatever PyJWT and cryptography make of an entry that is no key
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
