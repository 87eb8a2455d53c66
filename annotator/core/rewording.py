"""Neutral wordings: what somebody would write in place of the words that a label is on."""

from annotator.core.model import Codebook, Kind, Label

NEUTRAL = "neutral"
"""The key of the field that holds them, in the codebooks that come along."""

_ALSO = ("rewording", "rewrite", "neutral_wording")


def neutral_words(label: Label, key: str = NEUTRAL) -> str:
    """The neutral words of a label, in the field of this key; "" for none."""
    value = label.fields.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def rewording_field(codebook: Codebook) -> str:
    """The key of the codebook's field for neutral wordings; "" where no tag asks for them.

    The field is called `neutral`, or as codebooks from elsewhere call it.
    """
    asked = {key for tag in codebook.offered for key in tag.fields}
    known = {it.key for it in codebook.fields if it.kind is Kind.TEXT and it.key in asked}
    return next((key for key in (NEUTRAL, *_ALSO) if key in known), "")
