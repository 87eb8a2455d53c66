"""The labelling configuration of Label Studio: what its screen offers, and how our values fit in.

An XML text (https://labelstud.io/tags): `Labels` for the tags, for each Field a control that is
asked for each region, for each Question one that is asked for the whole text. An `alias` is what
stands in the results, so there it is our keys; people read the names.

    yes or no, choice   Choices        a scale from 1   Rating
    free text           TextArea       another scale    Number
"""

import re
from xml.etree import ElementTree as ET

from annotator.core.model import Codebook, Field, Kind, Option, Question, Tag, Value
from annotator.core.palette import hex_of

TEXT = "text"
"""The name of the object that is labelled, and where a task has its text."""

LABEL = "label"
"""The name of the control with the tags."""

NOTES = frozenset({"note", "notes", "comment", "comments"})
"""What a control is called that asks for a note."""

_RESERVED = NOTES | {TEXT, LABEL}
_STARS = 10
_YES_NO = (Option("true", "Yes"), Option("false", "No"))
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def control_name(key: str, codebook: Codebook | None, question: bool = False) -> str:
    """What the control for a field or question is called: its key, or that and a `_`.

    No two controls may have one name, and a few names mean something else.
    """
    taken = question and codebook is not None and codebook.field(key) is not None
    return f"{key}_" if key in _RESERVED or key.endswith("_") or taken else key


def key_of(name: str) -> str:
    """The key of the field or question that a control asks."""
    return name.removesuffix("_") or name


def control(asked: Field | None, value: Value) -> str:
    """The tag of the control for a value, in lower case as results have it."""
    if isinstance(value, bool):
        return "choices"
    if isinstance(value, int):
        stars = asked is not None and asked.kind is Kind.SCALE and _has_stars(asked)
        return "rating" if stars and value >= 1 else "number"
    return "choices" if asked is not None and asked.kind is Kind.CHOICE else "textarea"


def labelling_config(codebook: Codebook) -> str:
    """The labelling configuration for a codebook; retired tags are in it, for labels have them."""
    view = ET.Element("View")
    # Without it the screen shows all white space as one blank, and drops it from what is selected.
    ET.SubElement(view, "Style").text = ".htx-text{ white-space: pre-wrap; }"
    if codebook.name:
        ET.SubElement(view, "Header", value=_clean(codebook.name))
    labels = ET.SubElement(view, "Labels", name=LABEL, toName=TEXT)
    for tag in codebook.tags:
        ET.SubElement(labels, "Label", _label(tag))
    ET.SubElement(view, "Text", name=TEXT, value=f"${TEXT}", granularity="symbol")
    if codebook.fields:
        region = ET.SubElement(view, "View", visibleWhen="region-selected")
        for field in codebook.fields:
            _add(region, field, control_name(field.key, codebook), {"perRegion": "true"})
    for question in codebook.questions:
        name = control_name(question.key, codebook, question=True)
        _add(view, question, name, {"required": "true"} if question.required else {})
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _label(tag: Tag) -> dict[str, str]:
    found = {
        "value": _clean(tag.name),
        "alias": _clean(tag.key),
        "background": hex_of(tag.colour),
    }
    if tag.definition:
        found["hint"] = _clean(tag.definition)
    if tag.shortcut:
        found["hotkey"] = _clean(tag.shortcut)
    return found


def _add(view: ET.Element, item: Field | Question, name: str, more: dict[str, str]) -> None:
    ET.SubElement(view, "Header", value=_clean(item.name), size="5")
    basic = {"name": _clean(name), "toName": TEXT, **more}
    match item.kind:
        case Kind.CHOICE | Kind.YES_NO:
            choices = ET.SubElement(view, "Choices", {**basic, "choice": "single"})
            for option in item.options if item.kind is Kind.CHOICE else _YES_NO:
                named = {"value": _clean(option.name), "alias": _clean(option.key)}
                ET.SubElement(choices, "Choice", named)
        case Kind.SCALE if _has_stars(item):
            ET.SubElement(view, "Rating", {**basic, "maxRating": str(item.high)})
        case Kind.SCALE:
            limits = {"min": str(item.low), "max": str(item.high), "step": "1"}
            ET.SubElement(view, "Number", {**basic, **limits})
        case Kind.TEXT:
            ET.SubElement(view, "TextArea", {**basic, "editable": "true", "maxSubmissions": "1"})


def _has_stars(asked: Field) -> bool:
    return asked.low == 1 and asked.high <= _STARS


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
