"""What a person types to find articles or labels, as a value, and its words for SQLite's FTS5.

    regime "so-called experts" vot*        all of these
    regime OR tyrant      NOT regime       either of two; none of it
    -"opinion poll"       -outlet:Herald   a hyphen before anything is NOT as well
    (regime OR tyrant) author:"A. Okoro" date:2024-03..2024-05

Words that stand side by side must all be there; AND binds closer than OR; the three operators are
written in capitals. Quotation marks and parentheses left open close at the end of the line, and an
operator without anything to work on is left out, so that half a line typed searches already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import regex

from annotator.core.errors import AnnotatorError

MOST_TERMS = 100
"""How many words, phrases and filters one line may hold."""

DEEPEST = 20
"""How many parentheses may stand within each other, and how deep And, Or and Not may lie.

SQLite's parsers, of SQL and of FTS5, have room for some thirty.
"""

LONGEST = 5_000
"""How many code points one line may hold."""

NAMES = (
    "outlet",
    "author",
    "title",
    "tag",
    "annotator",
    "state",
    "event",
    "date",
    "language",
    "genre",
    "url",
    "note",
    "quote",
)
"""The filters there always are; any other name is the key of a metadata entry."""

# ---------------------------------------------------------------------------- the values


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed without a blank: one word as a rule, "so-called" is two to the index.

    It begins and ends with a letter or digit. With `prefix` its last word may go on.
    """

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together in this order; single blanks between them."""

    text: str


_EARLIEST, _LATEST = "0", "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Filter:
    """A property and the value asked of it.

    A name of `NAMES` is in lower case, the key of other metadata is as typed. `until` is the end of
    a range of dates, itself included, and empty in a range that has no end; None where no range was
    asked for. The start of a range is `value`, empty where it has none.
    """

    name: str
    value: str
    until: str | None = None

    @property
    def bounds(self) -> tuple[str, str]:
        """The dates asked for, as strings with `low <= date < high` in order of code points.

        A date matches by its beginning, at the end of a range too: `2024-03..2024` is all the
        rest of 2024. What has no date is in no range.
        """
        if self.until is None:
            return self.value, self.value + _LATEST
        return self.value or _EARLIEST, self.until + _LATEST


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts, none of them an And."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of two or more parts, none of them an Or."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What the part, which is no Not, does not find."""

    part: "Node"


Node: TypeAlias = Words | Phrase | Filter | And | Or | Not

Query: TypeAlias = Node | None
"""What is searched for; None finds everything."""

# ---------------------------------------------------------------------------- from a line

_MARK, _QUOTED, _BARE = '["“”„‟«»]', '[^"“”„‟«»]', r'[^\s()"“”„‟«»]'
_TOKEN = regex.compile(
    rf"""
      (?P<sign>[()])
    | (?P<minus>-)(?=[^\s)])
    | (?:(?P<name>[\p{{L}}_][\p{{L}}\p{{M}}\p{{N}}_.\-]*)|{_MARK}(?P<key>{_QUOTED}+){_MARK}(?=:\S))
      :(?!//)(?:{_MARK}(?P<quoted>{_QUOTED}*){_MARK}?|(?P<value>{_BARE}*))
    | {_MARK}(?P<phrase>{_QUOTED}*){_MARK}?
    | (?P<words>{_BARE}+)
    """,
    regex.VERBOSE,
)
_OPENS, _CLOSES, _AND, _OR, _NOT = "(", ")", "AND", "OR", "NOT"
_SURROGATE = regex.compile("[\ud800-\udfff]")
# What FTS5's unicode61 makes words of. All else is a blank to it, and a term made of nothing else
# would be found nowhere.
_INDEXED = r"[\p{L}\p{N}\p{Co}]"
_SEARCHED = regex.compile(rf"(?s){_INDEXED}(?:.*{_INDEXED})?\p{{M}}*")
_PICTURE = regex.compile(r"\p{So}")

_TOO_DEEP = (
    f"This search has more than {DEEPEST} levels of parentheses; "
    "nothing was searched. Take some of them out."
)

_Token: TypeAlias = str | Words | Phrase | Filter | None
"""A parenthesis, an operator, a leaf of the tree, or a term that asks for nothing."""


def parsed(line: str) -> Query:
    """What a person's line asks for; None where it asks for nothing.

    `name:any` and a name without a value yet are left out, as is punctuation that stands alone.
    Raises AnnotatorError where the line is too long, has too many terms or parentheses, or asks for
    an emoji, which the index does not hold.
    """
    if len(line) > LONGEST:
        raise AnnotatorError(
            f"A search may have {LONGEST:,} characters, this one has {len(line):,}; "
            "nothing was searched. Look for a few of its words."
        )
    # NUL would end an FTS5 expression in its middle, and SQLite takes no lone surrogate.
    query = _choice(_balanced(_SURROGATE.sub("\ufffd", line).replace("\0", " ")))
    if query is not None and _depth(query) > DEEPEST:
        raise AnnotatorError(_TOO_DEEP)
    return query


def _depth(node: Node) -> int:
    match node:
        case And(parts) | Or(parts):
            return 1 + max(map(_depth, parts))
        case Not(part):
            return 1 + _depth(part)
    return 0


def _balanced(line: str) -> Iterator[_Token]:
    """The tokens of a line with as many opening as closing parentheses, within the limits."""
    depth = terms = 0
    for found in _TOKEN.finditer(line):
        token = _token(found)
        if token == _OPENS:
            depth += 1
        elif token == _CLOSES:
            if not depth:
                continue
            depth -= 1
        elif not isinstance(token, str):
            terms += token is not None
        if depth > DEEPEST:
            raise AnnotatorError(_TOO_DEEP)
        if terms > MOST_TERMS:
            raise AnnotatorError(
                f"This search has more than {MOST_TERMS} words and filters; "
                "nothing was searched. Take some of them out."
            )
        yield token
    yield from _CLOSES * depth


def _token(found: "regex.Match[str]") -> _Token:
    name, key, quoted, value, phrase = found.group("name", "key", "quoted", "value", "phrase")
    if found["sign"]:
        return str(found["sign"])
    if found["minus"]:
        return _NOT
    if phrase is not None:
        text = _searched(phrase)
        return Phrase(text) if text else None
    if name and not value and not quoted and name.lower() not in NAMES:
        return _words(name)
    if name or key:
        return _filter(name or " ".join(key.split()), quoted, value)
    return _words(found["words"])


def _words(typed: str) -> _Token:
    if typed in (_AND, _OR, _NOT):
        return typed
    text = _searched(typed)
    return Words(text, prefix=typed.endswith("*")) if text else None


def _searched(typed: str) -> str:
    """What the index can find of a term, from its first letter or digit to its last."""
    found = _SEARCHED.search(typed)
    if found:
        return " ".join(found.group().split())
    if _PICTURE.search(typed):
        raise AnnotatorError(
            f"“{typed.strip()[:20]}” has no letter or digit, and emoji cannot be searched for; "
            "nothing was searched. Leave it out or look for a word beside it."
        )
    return ""


def _filter(name: str, quoted: str | None, value: str | None) -> Filter | None:
    asked = (quoted or value or "").strip()
    if not asked or (quoted is None and asked.lower() == "any"):
        return None
    name = name.lower() if name.lower() in NAMES else name
    if name == "date" and ".." in asked:
        start, _, until = (part.strip() for part in asked.partition(".."))
        return Filter(name, start, until) if start or until else None
    return Filter(name, asked)


def _choice(tokens: Iterator[_Token]) -> Query:
    """What stands up to the parenthesis that closes it, or up to the end."""
    choices: list[Node] = []
    together: list[Node] = []
    negated = False
    for token in tokens:
        if token == _CLOSES:
            break
        if token == _NOT:
            negated = not negated
            continue
        if token == _OR:
            choices += _joined(And, together)
            together = []
        elif token != _AND:
            node = _choice(tokens) if isinstance(token, str) else token
            if node is not None:
                together.append(_negated(node) if negated else node)
        negated = False
    found = _joined(Or, [*choices, *_joined(And, together)])
    return found[0] if found else None


def _joined(kind: type[And] | type[Or], nodes: list[Node]) -> list[Node]:
    """The nodes as one of a kind, flat; none stay none, one stays itself."""
    parts = [part for node in nodes for part in (node.parts if isinstance(node, kind) else [node])]
    return [kind(tuple(parts))] if len(parts) > 1 else parts


def _negated(node: Node) -> Node:
    return node.part if isinstance(node, Not) else Not(node)


# ---------------------------------------------------------------------------- for the index


def fts(node: Node) -> str | None:
    """The FTS5 MATCH expression of a node of words and phrases alone; None for any other.

    Every term stands in quotation marks, so nothing in it is read as syntax. FTS5 knows no NOT
    without something before it, and no filters. What is None is therefore put together outside:

        def where(node):
            expression = fts(node)
            if expression is not None:
                return "id IN (SELECT rowid FROM texts WHERE texts MATCH ?)", [expression]
            match node:
                case And(parts): ...      # (where AND where ...)
                case Or(parts): ...       # (where OR where ...)
                case Not(part): ...       # NOT (where)
                case Filter(): ...
    """
    match node:
        case Words(text, prefix):
            return _quoted(text) + "*" * prefix
        case Phrase(text):
            return _quoted(text)
        case And(parts) | Or(parts):
            expressions = [fts(part) for part in parts]
            known = [expression for expression in expressions if expression is not None]
            operator = " AND " if isinstance(node, And) else " OR "
            return f"({operator.join(known)})" if len(known) == len(parts) else None
    return None


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


# ---------------------------------------------------------------------------- for the eye


def highlights(query: Query) -> tuple[str, ...]:
    """The words and phrases to show as hits, each once, in the order typed.

    A beginning of a word ends in `*`, as `concordance.hits_in` takes it. What is excluded is not
    among them.
    """
    found: dict[str, str] = {}
    for text in _shown(query, wanted=True):
        found.setdefault(text.casefold(), text)
    return tuple(found.values())


def _shown(query: Query, *, wanted: bool) -> Iterator[str]:
    match query:
        case Words(text, prefix) if wanted:
            yield text + "*" * prefix
        case Phrase(text) if wanted:
            yield text
        case And(parts) | Or(parts):
            for part in parts:
                yield from _shown(part, wanted=wanted)
        case Not(part):
            yield from _shown(part, wanted=not wanted)
