"""Labels as values: made on a text, moved, compared with it; and the values of their fields."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    QUOTE_CONTEXT,
    Article,
    Codebook,
    Field,
    Kind,
    Label,
    Option,
    Origin,
    Scope,
    Span,
    Value,
)
from annotator.core.spans import merged, overlaps
from annotator.core.text import sentences, surroundings

_NUMBER = re.compile(r"-?\d{1,15}")
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def anchored(text: str, pieces: Sequence[Span]) -> tuple[str, str, str]:
    """The quote from the first piece's start to the last one's end, and what stands either side.

    Raises AnnotatorError where a piece is empty, outside the text, out of order or overlapping.
    """
    fault = pieces_fault(text, pieces)
    if fault:
        raise AnnotatorError(f"That cannot be labelled: {fault}.")
    start, end = pieces[0].start, pieces[-1].end
    before = text[max(0, start - QUOTE_CONTEXT) : start]
    return text[start:end], before, text[end : end + QUOTE_CONTEXT]


def pieces_fault(text: str, pieces: Sequence[Span]) -> str:
    """What is wrong with these pieces on this text, as a clause; empty if nothing is."""
    if not pieces:
        return "it has no place in the text"
    last = -1
    for start, end in pieces:
        if not 0 <= start < end <= len(text):
            return f"{start}:{end} is no part of a text of {len(text):,} characters"
        if start <= last:
            return "its pieces are out of order or overlap"
        last = end
    return ""


def new_label(
    article: Article,
    tag: str,
    pieces: Sequence[Span],
    *,
    label_id: str,
    annotator_id: str,
    codebook_version: int,
    now: str,
    origin: Origin = Origin.OWN,
    fields: Mapping[str, Value] = MappingProxyType({}),
    note: str = "",
) -> Label:
    """A label on the article, anchored by its quote; raises AnnotatorError for an unfit place."""
    quote, prefix, suffix = anchored(article.text, pieces)
    return Label(
        id=label_id,
        article_id=article.id,
        annotator_id=annotator_id,
        tag=tag,
        pieces=tuple(pieces),
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        codebook_version=codebook_version,
        created=now,
        updated=now,
        fields=dict(fields),
        note=note,
        origin=origin,
    )


def scoped(text: str, pieces: Sequence[Span], scope: Scope) -> tuple[Span, ...]:
    """The pieces as a tag of this scope takes them: as they are, or whole sentences or texts."""
    if scope is Scope.ARTICLE:
        return (Span(0, len(text)),)
    if scope is Scope.SENTENCE:
        return merged(span for piece in pieces for span in _sentences_touched(text, piece))
    return tuple(pieces)


def _sentences_touched(text: str, piece: Span) -> list[Span]:
    around = surroundings(text, piece)
    touched = [each for each in sentences(text, *around) if overlaps(each, piece)]
    return touched or [piece]


def moved(label: Label, text: str, pieces: Sequence[Span], now: str) -> Label:
    """The label on other pieces of the same text."""
    quote, prefix, suffix = anchored(text, pieces)
    return replace(
        label, pieces=tuple(pieces), quote=quote, prefix=prefix, suffix=suffix, updated=now
    )


def label_fault(label: Label, text: str) -> str:
    """What is wrong with a label on its article's text, as a sentence; empty if nothing is."""
    fault = pieces_fault(text, label.pieces)
    if fault:
        return f"Label {label.id}: {fault}."
    if text[label.start : label.end] != label.quote:
        return (
            f"Label {label.id}: the text at {label.start}:{label.end} is not its quote "
            f"“{shortened(label.quote)}”."
        )
    return ""


def same_place(labels: Iterable[Label], tag: str, pieces: Sequence[Span]) -> Label | None:
    """The label among these that already says just this: this tag on these pieces."""
    wanted = tuple(pieces)
    return next((item for item in labels if item.tag == tag and item.pieces == wanted), None)


def words_of(label: Label, quote: str = "") -> str:
    """The words a label stands on, as one reads them: its pieces, an ellipsis for what is between.

    `quote` is what a mask leaves of the label's own quote, and as long; the label's own without it.
    """
    said = quote or label.quote
    if len(label.pieces) == 1:
        return said
    return " … ".join(said[start - label.start : end - label.start] for start, end in label.pieces)


def shortened(text: str, length: int = 40) -> str:
    """The text on one line, cut to about `length` code points with an ellipsis."""
    line = " ".join(text[: 50 * length].split())  # a label may hold millions of them
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def parsed_value(field: Field, text: str) -> Value:
    """What a person typed as the value of a field; raises AnnotatorError with what it may be."""
    match field.kind:
        case Kind.YES_NO:
            if text.strip().lower() in _YES:
                return _YES[text.strip().lower()]
            raise AnnotatorError(f"{field.name} is yes or no, not “{shortened(text)}”.")
        case Kind.SCALE:
            if _NUMBER.fullmatch(text.strip()):
                return fitting(field, int(text))
            typed = shortened(text)
            raise AnnotatorError(
                f"{field.name} is a number from {field.low} to {field.high}, not “{typed}”."
            )
        case _:
            return fitting(field, text)


def fitting(field: Field, value: Value) -> Value:
    """The value if the field can hold it; raises AnnotatorError with what it can hold."""
    match field.kind:
        case Kind.YES_NO if isinstance(value, bool):
            return value
        case Kind.SCALE if isinstance(value, int) and not isinstance(value, bool):
            if field.low <= value <= field.high:
                return value
            raise AnnotatorError(
                f"{field.name} is a number from {field.low} to {field.high}, not {value}."
            )
        case Kind.CHOICE:
            if any(option.key == value for option in field.options):
                return value
            known = ", ".join(option.key for option in field.options)
            raise AnnotatorError(f"{field.name} is one of {known}; not “{shortened(str(value))}”.")
        case Kind.TEXT if isinstance(value, str):
            return value
    raise AnnotatorError(f"{field.name} cannot be “{shortened(str(value))}”.")


def possible_values(field: Field) -> tuple[Value, ...]:
    """The values that the field can hold, from low to high; none of free text."""
    match field.kind:
        case Kind.CHOICE:
            return tuple(each.key for each in field.options)
        case Kind.SCALE:
            return tuple(range(field.low, field.high + 1))
        case Kind.YES_NO:
            return (False, True)
        case Kind.TEXT:
            return ()


def asked(codebook: Codebook, label: Label) -> tuple[Field, ...]:
    """The fields that the label's tag asks now, given the values the label already has."""
    return asked_of(codebook, label.tag, label.fields)


def asked_of(codebook: Codebook, tag: str, values: Mapping[str, Value]) -> tuple[Field, ...]:
    """The fields that the tag of this key asks now, given these values of a label."""
    known = codebook.tag(tag)
    if known is None:
        return ()
    return tuple(field for field in codebook.fields_of(known) if is_asked(field, values))


def is_asked(field: Field, values: Mapping[str, Value]) -> bool:
    """Whether a field of a label's tag is asked, given these values of the label."""
    return field.when is None or values.get(field.when.field) == field.when.value


def shown_value(field: Field, value: Value) -> str:
    """The value as a person reads it: an option's name, yes or no, a number, the text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    named: Option | None = next((item for item in field.options if item.key == value), None)
    return named.name if named else str(value)
