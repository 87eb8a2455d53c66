"""What the Teach workspace says of a place, in words: to the class, without any name."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from annotator.core.feedback import Counts
from annotator.core.model import Span
from annotator.core.shares import percent
from annotator.gui.article.layer import TagLook
from annotator.teach.heat import Heat
from annotator.teach.places import Place


def _tr(text: str) -> str:
    return QCoreApplication.translate("Place", text)


def pieces_of(place: Place | None) -> tuple[Span, ...]:
    """Where a place is in the text; () of none."""
    if place is None:
        return ()
    return place.key.pieces if place.key is not None else (place.span,)


def tag_name(tag: str, looks: Mapping[str, TagLook]) -> str:
    """The name of a tag, or its key where the codebook has it no more."""
    return looks[tag].name if tag in looks else tag


def marked_words(place: Place, looks: Mapping[str, TagLook]) -> str:
    """How many marked the place, and with which tags."""
    said = _tr("{n} of {all} marked it").format(n=place.marked, all=place.students)
    tags = [f"{tag_name(tag, looks)} {count}" for tag, count in list(place.tags.items())[:3]]
    return f"{said}: {', '.join(tags)}" if tags else said


def key_words(place: Place, looks: Mapping[str, TagLook]) -> str:
    """What the key says of the place, with its explanation."""
    if place.key is None:
        return _tr("The key has nothing here.")
    tag = tag_name(place.key.tag, looks)
    said = {
        Counts.REQUIRED: _tr("Key: {tag}."),
        Counts.ALTERNATIVE: _tr("Key: {tag} is also right."),
        Counts.OPTIONAL: _tr("Key: {tag}, optional."),
        Counts.DECOY: _tr("Key: not to be marked."),
    }[place.counts or Counts.REQUIRED].format(tag=tag)
    also = sorted({tag_name(it.tag, looks) for it in place.also if it.tag != place.key.tag})
    if also:
        said = _tr("{key} Also right: {tags}.").format(key=said, tags=", ".join(also))
    if place.experts > 1:
        experts = _tr("{n} of {all} experts marked it.")
        said += " " + experts.format(n=place.expert_marks, all=place.experts)
    return f"{said} {place.key.note}".strip()


def word_words(heat: Heat, word: int, looks: Mapping[str, TagLook]) -> str:
    """What the tool tip says of a word."""
    count = heat.count(word)
    said = _tr("{n} of {all} marked it ({share})").format(
        n=count, all=heat.students, share=percent(heat.share(word))
    )
    tags = [f"{tag_name(tag, looks)}: {n}" for tag, n in heat.tags(word)]
    return "\n".join([said, *tags])
