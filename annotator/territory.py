"""The country that a computer is set up for, as its system tells it."""

import ctypes
import os
import plistlib
import re
import sys
from pathlib import Path

_IN_LOCALE = re.compile(r"[-_]([A-Z]{2})(?![A-Za-z])")
_PAPER_FIRST = ("LC_ALL", "LC_PAPER", "LANG")
"""What says on Linux which country's paper is wanted, the first that is set (locale(7))."""
_LONGEST_NAME = 85
"""LOCALE_NAME_MAX_LENGTH of Windows."""


def territory_in(locale: str) -> str:
    """The code (ISO 3166) of the country that a locale names, `en_US.UTF-8` or `de-AT`; else ""."""
    found = _IN_LOCALE.search(locale)
    return found[1] if found else ""


def territory() -> str:
    """The code of the country that this computer is set up for; "" where it does not say."""
    return territory_in(_locale())


def _locale() -> str:
    if sys.platform == "win32":
        name = ctypes.create_unicode_buffer(_LONGEST_NAME)
        ctypes.windll.kernel32.GetUserDefaultLocaleName(name, _LONGEST_NAME)
        return name.value
    said = next((os.environ[name] for name in _PAPER_FIRST if os.environ.get(name)), "")
    if sys.platform == "darwin" and not territory_in(said):  # begun from the Finder
        return _locale_of_macos()
    return said


def _locale_of_macos() -> str:
    kept = Path.home() / "Library" / "Preferences" / ".GlobalPreferences.plist"
    try:
        return str(plistlib.loads(kept.read_bytes()).get("AppleLocale", ""))
    except (OSError, ValueError, plistlib.InvalidFileException):
        return ""
