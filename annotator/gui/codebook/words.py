"""How the parts of a codebook are told in words."""

from PySide6.QtCore import QCoreApplication

from annotator.core.model import Field, Kind, Question


def kind_name(kind: Kind) -> str:
    """What a person calls this kind of field or question."""
    return {
        Kind.TEXT: _tr("Text"),
        Kind.YES_NO: _tr("Yes or no"),
        Kind.CHOICE: _tr("Choice"),
        Kind.SCALE: _tr("Scale"),
    }[kind]


def kind_words(item: Field) -> str:
    """What kind of value a field or question takes, as in "Scale 1–5 · required"."""
    words = kind_name(item.kind)
    if item.kind is Kind.SCALE:
        words = f"{words} {item.low}–{item.high}"
    elif item.kind is Kind.CHOICE:
        words = _tr("Choice of {n}").format(n=len(item.options))
    if isinstance(item, Question) and item.required:
        words = _tr("{words} · required").format(words=words)
    return words


def counted(count: int, one: str, many: str) -> str:
    """The count in words: `one` as it is for 1, else `many` with its `{n}` filled in."""
    return one if count == 1 else many.format(n=f"{count:,}")


def labels(count: int) -> str:
    """So many labels."""
    return counted(count, _tr("1 label"), _tr("{n} labels")) if count else _tr("no labels yet")


def version_words(version: int, made: int) -> str:
    """The codebook's version and how many labels were made with it."""
    labels_made = counted(made, _tr("1 label made with it"), _tr("{n} labels made with it"))
    told = labels_made if made else _tr("no labels yet")
    return _tr("Version {n} · {labels}").format(n=version, labels=told)


def sentence(words: str) -> str:
    """The words with a capital at their start."""
    return words[:1].upper() + words[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Codebook", text)
