"""The machine's clock, new UUIDv7 ids, and codes from the machine's random numbers."""

import os
import secrets
import time
from base64 import b32encode
from datetime import UTC, datetime
from uuid import UUID


class SystemClock:
    """Implements `Clock` with the machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Uuid7Factory:
    """Makes UUIDs of version 7 (RFC 9562, section 5.7) that sort by the time they were made.

    After 48 bits of milliseconds come 12 bits of the millisecond's fraction (section 6.2, method
    3), so that ids of the same millisecond also sort by time. Then come 62 random bits.
    """

    def new_id(self) -> str:
        milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
        fraction = nanoseconds * 4096 // 1_000_000
        random_bits = int.from_bytes(os.urandom(8), "big") >> 2
        return str(
            UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | random_bits)
        )


class RandomCodes:
    """Implements `CodeFactory`: 130 bits in 26 characters, none of them 0, 1, 8 or 9."""

    def new_code(self) -> str:
        return b32encode(secrets.token_bytes(17)).decode().lower()[:26]
