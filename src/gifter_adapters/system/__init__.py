"""The machine's clock, fresh UUIDv7 identities and codes from its randomness."""

import os
import secrets
import time
from base64 import b32encode
from datetime import UTC, datetime
from uuid import UUID


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Uuid7Factory:
    """UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits."""

    def new_id(self) -> str:
        value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
        value = value & ~(0xF << 76) | 0x7 << 76
        value = value & ~(0x3 << 62) | 0x2 << 62
        return str(UUID(int=value))


class RandomCodes:
    """Implements `CodeFactory`: 130 bits in 26 characters, none of them 0, 1, 8 or 9."""

    def new_code(self) -> str:
        return b32encode(secrets.token_bytes(17)).decode().lower()[:26]
