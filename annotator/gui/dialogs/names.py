"""File names that every system takes."""

import re
from pathlib import Path

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_MOST_BYTES = 180  # room for what SQLite and the backups put after the name


def file_stem(name: str) -> str:
    """The name without what Windows, macOS or Linux refuse in file names; "" for nothing.

    Refused characters become "-"; dots and white space at the ends go; a name that Windows keeps
    for its devices gets "_"; what is over 180 bytes of UTF-8 is cut.
    """
    stem = _REFUSED.sub("-", name.strip()).strip(". \t")
    stem = stem.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(". ")
    return _RESERVED.sub(r"\1_", stem, count=1) if _RESERVED.match(stem) else stem


def nearest_folder(folder: Path) -> Path:
    """The folder itself, or the nearest above it that there is."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
