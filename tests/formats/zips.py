"""Zip files made by hand for the tests of what lies in zip files, the hostile ones too."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + ']><x xmlns:dc="http://purl.org/dc/elements/1.1/">&i;</x>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def claiming(name: str, body: bytes, size: int) -> bytes:
    """A zip file whose one member says that it unpacks to `size` bytes."""
    raw = zlib.compress(body)[2:-4]
    encoded = name.encode()
    fixed = (8, 0, 0, zlib.crc32(body), len(raw), size, len(encoded), 0)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, *fixed) + encoded + raw
    entry = (
        struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, *fixed, 0, 0, 0, 0, 0) + encoded
    )
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(entry), len(local), 0)
    return local + entry + end
