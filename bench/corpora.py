"""Files of many labelled articles: our JSON Lines, doccano's, and Label Studio's.

The texts come from a few hundred made by `material`, each with a last line of its own, so that no
two are the same. They hold no character beyond the first 65,536: all units of offsets agree.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from annotator.clock import new_id
from annotator.codebooks import shipped_codebook
from annotator.core.model import Span
from annotator.core.text import sha256, words
from bench.material import draft

WHO = "Ada Voss"
"""Whose the labels are: the annotator of `material.new_project`."""

MAIL = "ada@example.org"
"""Whose they are in Label Studio, which knows people by their address."""

_POOL = 200
_TIME = "2031-03-14T09:26:53.589Z"
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Text:
    title: str
    text: str
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One article, with its labels as (start, end, tag)."""

    number: int
    title: str
    text: str
    places: tuple[tuple[int, int, str], ...]

    @property
    def meta(self) -> dict[str, str]:
        """What is known about it."""
        day = f"2031-{self.number % 12 + 1:02}-{self.number % 28 + 1:02}"
        return {"outlet": f"Outlet {self.number % 30}", "date": day}


@cache
def _text(length: int, seed: int) -> _Text:
    made = draft(length, seed)
    return _Text(made.title, made.text, tuple(words(made.text, made.headline_end)))


def made_articles(count: int, length: int, labels: int) -> Iterator[Made]:
    """So many articles of about `length` words, each with so many labels on different words."""
    tags = [tag.key for tag in shipped_codebook("loaded-language").tags]
    chance = random.Random(1)
    for number in range(count):
        base = _text(length, number % _POOL)
        places = sorted(chance.sample(base.words, labels))
        yield Made(
            number,
            f"{base.title} ({number})",
            f"{base.text}\n\nPart {number}.",
            tuple((*span, tags[each % len(tags)]) for each, span in enumerate(places)),
        )


# ---------------------------------------------------------------------------- the three shapes


def as_line(made: Made) -> Row:
    """The article as our JSON Lines have it."""
    return {
        "id": new_id(),
        "title": made.title,
        "text": made.text,
        "sha256": sha256(made.text),
        "meta": made.meta,
        "state": "done",
        "labels": [
            {
                "id": new_id(),
                "annotator": WHO,
                "tag": tag,
                "start": start,
                "end": end,
                "quote": made.text[start:end],
                "pieces": [[start, end]],
                "fields": {"intensity": 3},
                "note": "",
                "codebook_version": 1,
                "created": _TIME,
                "updated": _TIME,
                "origin": "own",
            }
            for start, end, tag in made.places
        ],
        "answers": [],
    }


def as_doccano(made: Made) -> Row:
    """The article as doccano exports it."""
    about = {"title": made.title, **made.meta}
    return {"id": made.number + 1, "text": made.text, **about, "label": made.places, "Comments": []}


def as_task(made: Made) -> Row:
    """The article as Label Studio exports it."""
    annotation = {
        "id": made.number + 1,
        "completed_by": {"email": MAIL},
        "was_cancelled": False,
        "ground_truth": False,
        "created_at": _TIME,
        "updated_at": _TIME,
        "lead_time": 41.2,
        "result": [
            {
                "id": f"r{made.number}-{place}",
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "origin": "manual",
                "value": {
                    "start": start,
                    "end": end,
                    "text": made.text[start:end],
                    "labels": [tag],
                },
            }
            for place, (start, end, tag) in enumerate(made.places)
        ],
    }
    data = {"text": made.text, "title": made.title, **made.meta}
    return {"id": made.number + 1, "data": data, "annotations": [annotation], "predictions": []}


SHAPES: dict[str, Callable[[Made], Row]] = {
    "jsonl": as_line,
    "doccano": as_doccano,
    "label-studio": as_task,
}
"""How an article looks in a format, by the format's id."""


def write_corpus(path: Path, form: str, articles: Iterable[Made], most: int = 0) -> int:
    """Write the articles in a format, `most` bytes of them if that is given; how many there are."""
    shape, encoder = SHAPES[form], msgspec.json.Encoder()
    array = form == "label-studio"
    count = size = 0
    with path.open("wb") as stream:
        stream.write(b"[" if array else b"")
        for each in articles:
            line = encoder.encode(shape(each))
            size += stream.write((b",\n" if array and count else b"") + line)
            size += stream.write(b"" if array else b"\n")
            count += 1
            if most and size >= most:
                break
        stream.write(b"]\n" if array else b"")
    return count


def parsed_untyped(path: Path, form: str) -> int:
    """Read a corpus with msgspec alone, and drop it; how many articles there are."""
    decoder = msgspec.json.Decoder()
    if form == "label-studio":
        return len(decoder.decode(path.read_bytes()))
    count = 0
    with path.open("rb") as stream:
        for line in stream:
            decoder.decode(line)
            count += 1
    return count
