"""How feedback says what became of a place: a word, a tone, a line of its own, and a sentence."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from annotator.core.feedback import Feedback, Finding, Point
from annotator.core.labels import shortened, words_of
from annotator.core.model import Label
from annotator.gui.article.layer import TagLook
from annotator.gui.theme import LanePattern, current_theme

TONES = {
    Finding.HIT: "ok",
    Finding.NEAR: "warn",
    Finding.OTHER_TAG: "warn",
    Finding.MISSED: "danger",
    Finding.EXTRA: "danger",
    Finding.DECOY: "danger",
    Finding.OPTIONAL: "muted",
}
"""The style sheet's tone of each finding."""

_PATTERNS = {
    Finding.HIT: LanePattern.SOLID,
    Finding.NEAR: LanePattern.DASHED,
    Finding.OTHER_TAG: LanePattern.DOUBLE,
    Finding.MISSED: LanePattern.DOTTED,
    Finding.EXTRA: LanePattern.WAVE,
    Finding.DECOY: LanePattern.DASH_DOT,
    Finding.OPTIONAL: LanePattern.SOLID,
}

_QUOTED = 90
"""Code points of a quote that are shown."""


def tr(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("Feedback", text)


def finding_name(finding: Finding) -> str:
    """The finding in a word or two."""
    name = {
        Finding.HIT: "found",
        Finding.NEAR: "nearly",
        Finding.OTHER_TAG: "other tag",
        Finding.MISSED: "missed",
        Finding.EXTRA: "not in the key",
        Finding.DECOY: "decoy",
        Finding.OPTIONAL: "optional",
    }[finding]
    return tr(name)


def finding_look(finding: Finding) -> TagLook:
    """How the finding looks in the text; its pattern tells it without colour."""
    tokens = current_theme().tokens
    tone = TONES[finding]
    colour = {
        "ok": tokens.ok,
        "warn": tokens.warn,
        "danger": tokens.danger,
        "muted": tokens.text_muted,
    }[tone]
    ground = {
        "ok": tokens.ok_soft,
        "warn": tokens.warn_soft,
        "danger": tokens.danger_soft,
        "muted": tokens.sunken,
    }[tone]
    return TagLook(colour, ground, _PATTERNS[finding], finding_name(finding))


def headline(feedback: Feedback) -> str:
    """How it went, in plain words; what there is to say besides is in `besides`."""
    count = feedback.count
    asked = (Finding.HIT, Finding.NEAR, Finding.OTHER_TAG, Finding.MISSED)
    total = sum(count(it) for it in asked)
    if total:
        return tr("You found {n} of {total}.").format(n=count(Finding.HIT), total=total)
    if count(Finding.EXTRA) or count(Finding.DECOY):
        return tr("There was nothing to mark here.")
    return tr("There was nothing to mark here, and you saw that.")


def besides(feedback: Feedback) -> str:
    """What the headline leaves out: what was nearly right, and what was marked besides."""
    count = feedback.count
    near, other = count(Finding.NEAR), count(Finding.OTHER_TAG)
    extra, decoys = count(Finding.EXTRA), count(Finding.DECOY)
    said = [tr("{n} nearly right").format(n=near)] if near else []
    said += [tr("{n} with another tag").format(n=other)] if other else []
    if decoys:
        taken = tr("1 decoy taken") if decoys == 1 else tr("{n} decoys taken")
        said.append(taken.format(n=decoys))
    said += [tr("{n} not in the key").format(n=extra)] if extra else []
    return " · ".join(said)


def sentence(point: Point, looks: Mapping[str, TagLook]) -> str:
    """What became of the place, as one says it to whoever marked it."""
    mine = name_of(point.mine, looks)
    key = name_of(point.key, looks)
    match point.finding:
        case Finding.HIT:
            return tr("You found it: {key}.").format(key=key)
        case Finding.NEAR:
            words = shortened(words_of(point.mine), _QUOTED) if point.mine is not None else ""
            said = tr("Nearly: you marked “{words}”. The tag is right, the words are not quite.")
            return said.format(words=words)
        case Finding.OTHER_TAG:
            return tr("You said {mine}; the key says {key}.").format(mine=mine, key=key)
        case Finding.MISSED:
            return tr("You did not mark this. The key says {key}.").format(key=key)
        case Finding.EXTRA:
            return tr("You marked this as {mine}; the key does not mark it.").format(mine=mine)
        case Finding.DECOY:
            return tr("Tempting, but not to be marked. You said {mine}.").format(mine=mine)
        case Finding.OPTIONAL:
            return tr("Right to mark, and right to leave: {mine}.").format(mine=mine)


def name_of(label: Label | None, looks: Mapping[str, TagLook]) -> str:
    """The name of the label's tag; "" without a label."""
    if label is None:
        return ""
    look = looks.get(label.tag)
    return look.name if look is not None else label.tag


def split_of(agreed: int, experts: int) -> str:
    """How the experts split on a place; "" where there is but one."""
    if experts < 2:
        return ""
    if not agreed:
        return tr("None of the {n} experts marked this.").format(n=experts)
    if agreed == experts:
        return tr("All {n} experts marked this.").format(n=experts)
    return tr("{n} of {all} experts marked this.").format(n=agreed, all=experts)
