"""Relations between labels, which the program does not know but several formats hold.

So that they are not lost, an article keeps them among what was imported beside its metadata, as
JSON text under the name `relations`: a list of

    {"type": "answers", "from": ["doubt", 4, 10], "to": ["slogan", 20, 31],
     "by": "Oda Renk", "direction": "right"}

Either end names a label by its tag, start and end (code points of the article's text), for ids of
labels change from program to program. `by` is the annotator, `direction` as Label Studio has it;
both may be missing. A relation whose labels are no longer there is not written.
"""

from collections.abc import Iterable, Mapping

import msgspec

from annotator.core.model import Label

KEY = "relations"
"""The name under which an article keeps its relations."""


class Relation(msgspec.Struct, omit_defaults=True, rename={"source": "from", "target": "to"}):
    """A relation of two labels, each named by its tag, start and end."""

    type: str
    source: tuple[str, int, int]
    target: tuple[str, int, int]
    by: str = ""
    direction: str = ""


def relations_of(extra: Mapping[str, str]) -> list[Relation]:
    """The relations that an article keeps; none where that text is something else."""
    text = extra.get(KEY, "")
    if not text:
        return []
    try:
        return msgspec.json.decode(text, type=list[Relation])
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return []


def as_text(relations: list[Relation]) -> str:
    """The relations as an article keeps them."""
    return msgspec.json.encode(relations).decode()


def ends(relation: Relation, labels: Iterable[Label]) -> tuple[Label, Label] | None:
    """The two labels of a relation; None unless both are there."""
    places = {(label.tag, label.start, label.end): label for label in reversed([*labels])}
    source, target = places.get(relation.source), places.get(relation.target)
    return None if source is None or target is None else (source, target)
