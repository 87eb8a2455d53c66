"""Names in files that allow fewer characters than we do, and back again without loss.

A character that does not fit is written `_xHHHH_`, its code point in at least four capital hex
digits, as XML tools have it (`_x0020_` for a space); so is an underscore that would look like the
beginning of such a group. What fits stays readable.
"""

import re
from functools import cache

FILE_UNFIT = r'[<>:"/\\|?*\x00-\x1f\x7f]|\A[. ]|[. ]\Z'
"""What some file system does not allow in a name."""

_GROUP = re.compile("_x([0-9A-F]{4,6})_")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_NO_WORD = re.compile(r"\W+")
_SLUG_LENGTH = 48


@cache
def _to_escape(unfit: str) -> re.Pattern[str]:
    return re.compile(f"_(?=x[0-9A-F]{{4}})|{unfit}")


def escaped(name: str, unfit: str) -> str:
    """The name with `_xHHHH_` for each character that the pattern `unfit` matches."""
    return _to_escape(unfit).sub(lambda found: _group(found.group()), name)


def unescaped(name: str) -> str:
    """The name that `escaped` was given."""
    return _GROUP.sub(_character, name)


def _group(character: str) -> str:
    return f"_x{ord(character):04X}_"


def _character(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else found.group()


def numbered(number: int, title: str) -> str:
    """A file name, without extension, for the article of this number: `00012-ferry-to-close`.

    No two are alike, on any file system, and they sort in the order of the articles.
    """
    words = _NO_WORD.sub("-", title.lower())[:_SLUG_LENGTH].strip("-_")
    return f"{number:05d}-{words}" if words else f"{number:05d}"


class FileNames:
    """File or folder names for people, from which `unescaped` gives the person's name again.

    Two that differ in capitals alone get names that differ in more.
    """

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The file name for this name: always the same one."""
        for first in range(len(name) + 1):
            found = "".join(map(_group, name[:first])) + escaped(name[first:], FILE_UNFIT)
            if _RESERVED.fullmatch(found):
                continue
            if self._taken.setdefault(found.casefold(), name) == name:
                return found
        return escaped(name, ".")
