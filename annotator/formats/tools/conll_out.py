"""CoNLL and IOB2, the way out; see `conll`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from annotator.core.labels import moved
from annotator.core.model import Label, Span
from annotator.formats.exchange import LabelledArticle, WriteOptions, one_line
from annotator.formats.losses import longest
from annotator.formats.parts.naming import escaped
from annotator.formats.parts.tokens import in_sentences, tokens, touched

_UNFIT = r"[\s\x00-\x1f\x7f]"
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENDS = re.compile("[\x85\u2028\u2029]")


# ---------------------------------------------------------------------------- what fits


def fit_columns(item: LabelledArticle, _options: WriteOptions) -> LabelledArticle:
    """The article with labels on whole tokens that, of one annotator and tag, do not overlap."""
    return _fit(item, by_tag=True)


def fit_all(item: LabelledArticle, _options: WriteOptions) -> LabelledArticle:
    """The article with labels on whole tokens that, of one annotator, do not overlap."""
    return _fit(item, by_tag=False)


def _fit(item: LabelledArticle, *, by_tag: bool) -> LabelledArticle:
    if not item.labels:
        return item
    found = tokens(item.article.text)
    columns: dict[tuple[str, str], list[Label]] = {}
    for label in item.labels:
        numbers = touched(found, Span(label.start, label.end))
        if not numbers:
            continue  # on white space alone
        span = Span(found[numbers[0]].start, found[numbers[-1]].end)
        if (span,) != label.pieces:
            label = moved(label, item.article.text, (span,), label.updated)  # noqa: PLW2901
        column = item.name_of(label.annotator_id), label.tag if by_tag else ""
        columns.setdefault(column, []).append(label)
    kept = [label for labels in columns.values() for label in longest(labels)]
    places = {label.id: number for number, label in enumerate(item.labels)}
    return replace(item, labels=tuple(sorted(kept, key=lambda label: places[label.id])))


# ---------------------------------------------------------------------------- writing


def write_columns(
    items: Iterable[LabelledArticle], path: Path, options: WriteOptions
) -> Iterator[None]:
    """Write a column for each tag of the codebook."""
    yield from _write(items, path, options.tag_keys(), by_tag=True)


def write_one(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write one column with all tags."""
    yield from _write(items, path, ("tag",), by_tag=False)


def _write(
    items: Iterable[LabelledArticle], path: Path, columns: Sequence[str], *, by_tag: bool
) -> Iterator[None]:
    with path.open("x", encoding="utf-8", newline="") as stream:
        stream.write(f"# global.columns = {_names(columns)}\n\n")
        for item in items:
            for who, labels in _by_annotator(item).items():
                tags = dict.fromkeys([*columns, *(label.tag for label in labels if by_tag)])
                lines = _document(item, who, labels, list(tags), by_tag=by_tag)
                if len(tags) > len(columns):
                    lines = _with_columns(lines, _names(tags))
                stream.writelines(f"{line}\n" for line in lines)
            yield


def _names(columns: Iterable[str]) -> str:
    return " ".join(["FORM", *(escaped(name, _UNFIT) for name in columns)])


def _with_columns(lines: Iterator[str], names: str) -> Iterator[str]:
    yield next(lines)
    yield next(lines)
    yield f"# columns = {names}"
    yield from lines


def _by_annotator(item: LabelledArticle) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = {}
    for label in item.labels:
        found.setdefault(item.name_of(label.annotator_id), []).append(label)
    return found or {"": []}


def _document(
    item: LabelledArticle, who: str, labels: Sequence[Label], columns: list[str], *, by_tag: bool
) -> Iterator[str]:
    """The lines of what one annotator said about an article."""
    text = item.article.text
    found = tokens(text)
    rows = [["O"] * len(columns) for _ in found]
    runs = [touched(found, Span(label.start, label.end)) for label in labels]
    for label, run in zip(labels, runs, strict=True):
        column = columns.index(label.tag) if by_tag else 0
        for number in run:
            prefix = "B" if number == run.start else "I"
            rows[number][column] = f"{prefix}-{escaped(label.tag, _UNFIT)}"
    yield "\t".join(["-DOCSTART-", *("O" for _ in columns)])
    yield ""
    yield f"# newdoc id = {_told(item.article.id)}"
    if item.article.title:
        yield f"# title = {_told(one_line(item.article.title))}"
    if who:
        yield f"# annotator = {_told(who)}"
    yield f"# annotator_text = {_json(text)}"
    for sentence in _uncrossed(in_sentences(text, found), runs):
        said = text[found[sentence[0]].start : found[sentence[-1]].end]
        yield f"# text = {_BREAKS.sub(' ', said)}"
        for number in sentence:
            yield "\t".join([text[slice(*found[number])], *rows[number]])
        yield ""


def _uncrossed(sentences: Sequence[range], runs: Iterable[range]) -> Iterator[range]:
    """The sentences, those that a label crosses made one."""
    reach = {run.start: run.stop for run in sorted(runs, key=lambda run: run.stop)}
    start = 0
    furthest = 0
    for sentence in sentences:
        furthest = max([furthest, *(reach.get(number, 0) for number in sentence)])
        if furthest <= sentence.stop:
            yield range(start, sentence.stop)
            start = sentence.stop


def _told(value: str) -> str:
    """The value of a comment; as JSON where it could not be told from JSON, or has odd breaks."""
    plain = value == one_line(value) == value.strip() and not value.startswith('"')
    return value if plain else _json(value)


def _json(value: str) -> str:
    coded = msgspec.json.encode(value).decode("utf-8")
    # JSON may hold these as they are, but many programs end a line there.
    return _ENDS.sub(lambda found: f"\\u{ord(found.group()):04x}", coded)
