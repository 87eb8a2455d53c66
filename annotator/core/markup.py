"""Texts of people on a page of HTML: shown as they are, whatever they hold."""

import re
from html import escape

_UNSHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text, as long as it was; what no page (nor XML) may hold becomes U+FFFD."""
    return _UNSHOWN.sub("\ufffd", text)


def escaped(text: str) -> str:
    """The text as HTML, inside and outside of attributes."""
    return escape(printable(text))


def isolated(text: str) -> str:
    """Words of a person as HTML, whose direction of writing is nobody else's."""
    return f"<bdi>{escaped(text)}</bdi>"
