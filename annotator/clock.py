"""The time and new ids: the only place that asks the machine for either."""

import secrets
import time
import uuid
from datetime import UTC, datetime


def now() -> str:
    """This moment in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A new UUID of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, 74 random ones."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def is_id(text: str) -> bool:
    """Whether this is an id that no other program would have given by chance: a UUID."""
    return len(text) == 36 and text.count("-") == 4 and text.replace("-", "").isalnum()
