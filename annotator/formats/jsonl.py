"""JSON Lines: one article a line, with its labels and answers.

Each line is one JSON object, UTF-8, ended by a line feed (https://jsonlines.org):

    {"id", "title", "text", "sha256", "meta": {…}, "state",
     "labels": [{"id", "annotator", "tag", "start", "end", "quote", "pieces": [[start, end], …],
                 "fields": {…}, "note", "codebook_version", "created", "updated", "origin"}, …],
     "answers": [{"id", "annotator", "question", "value", "codebook_version",
                  "created", "updated"}, …]}

Offsets are half-open and count code points, so in Python `text[start:end] == quote`. `annotator` is
a name. `meta` holds outlet, author, date, url, language, genre and whatever else was imported;
what is not known is left out.
"""

from collections.abc import Iterable, Mapping
from typing import TextIO

import msgspec

from annotator.core.model import Answer, Label, Metadata
from annotator.formats.exchange import Format, LabelledArticle, WriteOptions, verified

_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""JSON may hold these as they are, but `str.splitlines` would break a line there."""


def label_row(label: Label, annotators: Mapping[str, str]) -> dict[str, object]:
    """A label as a JSON object; `annotators` gives the name for each annotator id."""
    return {
        "id": label.id,
        "annotator": annotators.get(label.annotator_id, label.annotator_id),
        "tag": label.tag,
        "start": label.start,
        "end": label.end,
        "quote": label.quote,
        "pieces": [[piece.start, piece.end] for piece in label.pieces],
        "fields": dict(label.fields),
        "note": label.note,
        "codebook_version": label.codebook_version,
        "created": label.created,
        "updated": label.updated,
        "origin": label.origin.value,
    }


def answer_row(answer: Answer, annotators: Mapping[str, str]) -> dict[str, object]:
    """An answer as a JSON object; `annotators` gives the name for each annotator id."""
    return {
        "id": answer.id,
        "annotator": annotators.get(answer.annotator_id, answer.annotator_id),
        "question": answer.question,
        "value": answer.value,
        "codebook_version": answer.codebook_version,
        "created": answer.created,
        "updated": answer.updated,
    }


def article_row(item: LabelledArticle) -> dict[str, object]:
    """An article with its labels and answers as a JSON object."""
    article = item.article
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "sha256": article.sha256,
        "meta": _meta(article.metadata),
        "state": item.state.value,
        "labels": [label_row(label, item.annotators) for label in item.labels],
        "answers": [answer_row(answer, item.annotators) for answer in item.answers],
    }


def write(items: Iterable[LabelledArticle], stream: TextIO, options: WriteOptions) -> int:  # noqa: ARG001
    """Write one article a line; gives the number of labels, raises what `verified` raises."""
    encoder = msgspec.json.Encoder()
    count = 0
    for item in items:
        line = encoder.encode(article_row(verified(item))).decode("utf-8")
        stream.write(line.translate(_LINE_ENDS) + "\n")
        count += len(item.labels)
    return count


def _meta(metadata: Metadata) -> dict[str, str]:
    named = {
        "outlet": metadata.outlet,
        "author": metadata.author,
        "date": metadata.date,
        "url": metadata.url,
        "language": metadata.language,
        "genre": metadata.genre,
    }
    # A name of ours wins over one that an import brought along.
    return {key: value for key, value in {**metadata.extra, **named}.items() if value}


FORMAT = Format(id="jsonl", name="JSON Lines", extensions=(".jsonl",), write=write)
