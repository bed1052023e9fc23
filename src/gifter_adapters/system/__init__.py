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
    """Makes UUIDs of version 7 (RFC 9562, section 5.7) that sort by the time they were made.

    After 48 bits of milliseconds come 12 bits of their fraction (section 6.2, method 3), so that
    ids of the same millisecond keep their order too, and 62 random bits.
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
