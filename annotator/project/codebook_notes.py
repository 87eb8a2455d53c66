"""What a disagreement teaches, written into the codebook: a dated line with the words in question.

A codebook has no place for notes of its own; what annotators read of a tag are its definition,
examples and counter-examples, so a note is a line of one of these.
"""

from dataclasses import replace
from enum import StrEnum

from annotator.core.codebook_changes import replaced_tag
from annotator.core.edits import Step
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, Span, Tag
from annotator.core.spans import overlaps
from annotator.core.text import sentences, surroundings
from annotator.project.door import Project
from annotator.project.tag_changes import change_codebook


class NotePart(StrEnum):
    """Where in a tag a note is written."""

    COUNTER_EXAMPLE = "counter-example"
    EXAMPLE = "example"
    DEFINITION = "definition"


def note_line(text: str, span: Span, because: str, day: str) -> str:
    """The sentence around the words, asterisks around them, the reason and the day (ISO 8601)."""
    around = [it for it in sentences(text, *surroundings(text, span)) if overlaps(it, span)]
    start = min([span.start, *(it.start for it in around)])
    end = max([span.end, *(it.end for it in around)])
    words = text[span.start : span.end].strip()
    marked = f"{text[start : span.start]}*{words}*{text[span.end : end]}"
    reason = f"{because.rstrip(' .')} ({day})" if because.strip() else f"({day})"
    return " ".join(f"{marked} — {reason}".split())


def write_note(project: Project, tag_key: str, part: NotePart, line: str, by: Annotator) -> Step:
    """Add the line to the tag, in one step; raises AnnotatorError for an empty one or a fault."""
    book = project.codebook
    tag = book.tag(tag_key)
    line = " ".join(line.split())
    if tag is None:
        raise AnnotatorError(f"The codebook has no tag “{tag_key}”.")
    if not line:
        raise AnnotatorError("The note is empty; write what annotators are to know.")
    after = replaced_tag(book, tag.key, _with_line(tag, part, line))
    return change_codebook(project, f"Note on {tag.name}", after, by)


def _with_line(tag: Tag, part: NotePart, line: str) -> Tag:
    match part:
        case NotePart.EXAMPLE:
            return replace(tag, examples=(*tag.examples, line))
        case NotePart.COUNTER_EXAMPLE:
            return replace(tag, counter_examples=(*tag.counter_examples, line))
        case NotePart.DEFINITION:
            return replace(tag, definition=f"{tag.definition}\n\n{line}".strip())
