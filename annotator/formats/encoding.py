"""Bytes to text: which encoding a file is in, and what it says then.

The order is that of the evidence: a byte order mark, UTF-8 (which other text hardly ever is by
chance), what the file declares, and last the statistics of charset-normalizer among the encodings
that news is found in.
"""

import codecs
import re

from annotator.core.errors import Damaged

_MARKS = (
    # UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_GUESSED = (
    # Most likely first: of encodings that explain the bytes equally well, the first is taken.
    # Without this list and order charset-normalizer takes Swedish in cp1252 for cp775.
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
    "euc_jp",
    "mac_roman",
)

_DECLARABLE = re.compile(
    # Python also knows codecs that are no encodings of text (idna, utf-7, unicode-escape).
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|gb\w+|hz|big5\w*|euc_\w+|shift_?jis\w*|tis-620"
)

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_SAMPLE_BYTES = 1 << 20
_MOST_CONTROLS = 0.005
"""The share of control bytes above which data is not text; compressed data has about 0.09."""

_NOT_TEXT = "it is no text file but binary data; save the article as text, Markdown or HTML"


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of these bytes, without a byte order mark, and the name of its encoding.

    `declared` is the encoding that the file itself names, if it does. Bytes that do not fit the
    encoding their mark promises become U+FFFD. Raises Damaged for data that is not text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(name, errors="replace")), name
    wide = _wide(data)
    if wide:
        return _text(data.decode(wide, errors="replace")), wide
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample):
        raise Damaged(_NOT_TEXT)
    for name in ("utf-8", _declarable(declared)):
        try:
            return _text(data.decode(name)), name
        except UnicodeDecodeError:
            continue
    return _guessed(data)


def _text(text: str) -> str:
    """The text, which may hold no NUL: no article has one, and no table can store it."""
    if "\0" in text:
        raise Damaged(_NOT_TEXT)
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: Latin text has a NUL in every other place, and only there."""
    sample = data[:4096]
    if len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if even == 0 and odd > 0.3 * half:
        return "utf-16-le"
    if odd == 0 and even > 0.3 * half:
        return "utf-16-be"
    return ""


def _declarable(declared: str) -> str:
    """Python's name for a declared encoding; UTF-8, which was tried, if it is none for text."""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return "utf-8"
    if name in {"ascii", "iso8859-1"}:
        return "cp1252"  # what browsers read under these names: https://encoding.spec.whatwg.org
    return name if _DECLARABLE.fullmatch(name) else "utf-8"


def _guessed(data: bytes) -> tuple[str, str]:
    """The most likely reading; it always has one, for Latin-1 gives every byte a character."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=list(_GUESSED))
    best = matches.best()
    if best is None:
        for name in ("cp1252", "latin-1"):
            try:
                return _text(data.decode(name)), name
            except UnicodeDecodeError:
                continue
        raise Damaged(_NOT_TEXT)
    as_good = [
        (_GUESSED.index(name), str(match), name)
        for match in matches
        if (match.chaos, match.coherence) == (best.chaos, best.coherence)
        for name in match.could_be_from_charset
        if name in _GUESSED
    ]
    _, text, name = min(as_good, default=(0, str(best), best.encoding))
    return _text(text), name
