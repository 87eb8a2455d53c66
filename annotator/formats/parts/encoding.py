"""Bytes to text: which encoding a file is in, and what it says then.

The order is that of the evidence: a byte order mark, UTF-8 (which other text hardly ever is by
chance), what the file declares, and last a guess: charset-normalizer tells the script, and for
Latin letters the code page is the one whose reading looks most like one language.
"""

import codecs
import re
from collections import Counter

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
)
"""What charset-normalizer may choose from: without a list it takes Swedish for cp775."""

_LATIN = {
    # The letters beyond ASCII of English and French, German, Spanish, Catalan, Italian, Portuguese,
    # Dutch, the Scandinavian languages and Finnish, Icelandic
    "cp1252": (
        "àâäçèéêëîïñôöùûüæœÿ²½",
        "äöüßéè",
        "áéíñóúü¡¿ºª",
        "àçèéíïòóúü",
        "àèéìíîòóùúºª",
        "áâãàçéêíóôõúºª",
        "áèéêëíïóöü",
        "åäöæøéü",
        "áðéíóúýþæö",
    ),
    # Czech, Slovak, Polish, Hungarian, Romanian, Croatian and Slovene
    "cp1250": (
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "ąćęłńóśźż",
        "áéíóöőúüű",
        "ăâîşţ",
        "čćđšž",
    ),
    # Turkish; the last is what is left of a small İ beside its i
    "cp1254": ("çğıöşüâîû\u0307",),
}
"""The code pages for Latin letters, with the letters of their languages; likeliest first.

charset-normalizer takes Italian in cp1252 for cp1250, and Czech in cp1250 for cp1252.
"""

_SIGNS = frozenset("‘’‚“”„«»‹›–—…•·€£©®™°§\xa0\xad")
"""What stands in text of any language, and so tells nothing."""

_DECLARABLE = re.compile(
    # Python also knows codecs that are no encodings of text (idna, utf-7, unicode-escape).
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|gb\w+|hz|big5\w*|euc_\w+|shift_?jis\w*|tis-620"
)

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_ASCII = bytes(range(128))
_FEWEST_OF_A_SCRIPT = 0.05
"""The share of bytes beyond ASCII below which a text is Latin: an English one with curly quotes has
0.01, of which charset-normalizer makes Chinese at times; a Russian or Chinese one has over 0.5."""

_SAMPLE_BYTES = 1 << 20
_MOST_CONTROLS = 0.005
"""The share of control bytes above which data is not text; compressed data has about 0.09."""

_NOT_TEXT = "it is no text file but binary data; save the article as text, Markdown or HTML"


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of these bytes, without a byte order mark, and the name of its encoding.

    `declared` is the encoding that the file itself names, if it does. Bytes that do not fit the
    encoding their mark promises become U+FFFD. Raises Damaged for data that is not text, with a
    clause that is to follow the file's name.
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
    """The text without marks before it; it may hold no NUL, which no table can store."""
    if "\0" in text:
        raise Damaged(_NOT_TEXT)
    return text.lstrip("\ufeff")  # files that went through two programs have two marks


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
    beyond_ascii = data.translate(None, _ASCII)
    few = len(beyond_ascii) < _FEWEST_OF_A_SCRIPT * len(data)
    script = "" if few else _script(data)
    if script:
        return _text(data.decode(script, errors="replace")), script
    fits = {name: _fit(beyond_ascii, name) for name in _LATIN}
    likeliest = max(fits, key=lambda name: fits[name])
    name = likeliest if fits[likeliest] >= 0 else "latin-1"
    return _text(data.decode(name)), name


def _script(data: bytes) -> str:
    """The encoding of a script other than Latin if the data is likelier in it, or nothing."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=list(_GUESSED))
    best = matches.best()
    if best is None:
        return ""
    likeliest = (best.chaos, best.coherence)
    as_good = {match.encoding for match in matches if (match.chaos, match.coherence) == likeliest}
    return "" if as_good & _LATIN.keys() else best.encoding


def _fit(beyond_ascii: bytes, name: str) -> float:
    """The share of these letters that one language of the code page has; -1 if they are not in it.

    The code pages for Latin letters have one byte a character, so ASCII need not be looked at.
    """
    try:
        signs = Counter(beyond_ascii.decode(name).lower())
    except UnicodeDecodeError:
        return -1.0
    letters = Counter({sign: count for sign, count in signs.items() if sign not in _SIGNS})
    best = max(sum(letters[letter] for letter in alphabet) for alphabet in _LATIN[name])
    return best / letters.total() if letters else 1.0
