"""How the parts of a codebook are told in words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core.model import Codebook, Field, Kind, Question, Tag


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


def listed(names: Sequence[str], most: int = 12) -> str:
    """The names in a row, and how many more there are."""
    if len(names) <= most:
        return ", ".join(names)
    rest = _tr("and {n} more").format(n=len(names) - most)
    return f"{', '.join(names[:most])} {rest}"


def of_whom(counts: Mapping[str, int]) -> str:
    """Who has how many labels, as in "Ada 3, Ben 2"."""
    return listed([f"{name} {count:,}" for name, count in counts.items()])


def became_words(codebook: Codebook, tag: Tag) -> str:
    """What a tag became, as in "merged into Insult"; "" where nothing did."""
    names = [end.name for end in codebook.ends(tag.key)] if tag.became else []
    if not names:
        return ""
    words = _tr("merged into {names}") if len(names) == 1 else _tr("split into {names}")
    return words.format(names=listed(names))


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
