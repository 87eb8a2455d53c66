"""Giving a tag: which tags of a codebook may be given, and what is filled in beforehand."""

from collections.abc import Iterable, Mapping

from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook, Field, Span, Tag, Value
from annotator.core.quotation import in_quotation, speaker


def offered_tag(codebook: Codebook, key: str) -> Tag:
    """The tag with this key, if it may still be given; raises AnnotatorError otherwise."""
    tag = codebook.tag(key)
    if tag is None:
        known = ", ".join(item.key for item in codebook.given)
        raise AnnotatorError(f"The codebook has no tag “{key}”; it has {known}.")
    if tag.group:
        inside = ", ".join(item.key for item in codebook.inside(key)) or "none"
        raise AnnotatorError(
            f"{tag.name} is a group of tags and no tag itself; give one inside it: {inside}."
        )
    if tag.retired:
        raise AnnotatorError(f"The tag {tag.name} is retired; its labels stay, new ones cannot be.")
    return tag


def filled(
    fields: Iterable[Field], text: str, span: Span, given: Mapping[str, Value]
) -> dict[str, Value]:
    """The values given, and what can be detected for the other fields as far as they are asked.

    `span` is where in the article's text the label stands, in code points.
    """
    values = dict(given)
    for field in fields:
        waits = field.when is not None and values.get(field.when.field) != field.when.value
        if field.key in values or waits:
            continue
        if field.detect == "quotation":
            values[field.key] = in_quotation(text, span)
        elif field.detect == "speaker" and in_quotation(text, span):
            name = speaker(text, span)
            if name:
                values[field.key] = name
    return values
