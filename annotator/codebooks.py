"""A codebook as a TOML file, the codebooks that come with the program, and what makes one faulty.

The file has `id`, `name`, `description`, `source`, `language`, and the lists `[[fields]]`,
`[[tags]]` and `[[questions]]`, whose keys are the attributes of Field, Tag and Question. An option
of a choice is a table with `key` and `name`, or a plain string that is both. What is left out is
the default.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli_w

from annotator.assets import asset
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook, Condition, Field, Kind, Option, Question, Tag, Value
from annotator.core.palette import PALETTE

DETECTORS = ("quotation", "speaker")
"""What may fill in a field beforehand."""

LARGEST_FILE = 1_000_000
"""How many bytes a codebook's file may have."""

LARGEST_SCALE = 1_000
"""How many steps a scale may have; more is a slip of the hand."""

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.,;+&’'()-]*")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_FIRST = "loaded-language"
_TOLD = 3  # faults named in one message

_Asked = TypeVar("_Asked", Field, Question)
_NESTED: Mapping[type, Mapping[str, type]] = {
    Codebook: {"fields": Field, "tags": Tag, "questions": Question},
    Field: {"options": Option, "when": Condition},
    Question: {"options": Option, "when": Condition},
}


# ---------------------------------------------------------------------------- reading


def read_codebook(path: Path) -> Codebook:
    """The codebook in a TOML file (UTF-8, with or without a byte order mark).

    Raises AnnotatorError if the file cannot be read, is larger than `LARGEST_FILE` or is no
    faultless codebook.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AnnotatorError(f"“{path.name}” could not be opened: {reason}.") from error
    if len(content) > LARGEST_FILE:
        raise AnnotatorError(f"“{path.name}” is too large for a codebook (over 1 MB).")
    try:
        return parse_codebook(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"“{path.name}” is not text in UTF-8; please save it as UTF-8."
        raise AnnotatorError(message) from error
    except AnnotatorError as error:
        raise AnnotatorError(f"“{path.name}”: {error}") from error


def parse_codebook(toml: str) -> Codebook:
    """The codebook that a TOML text describes.

    Raises AnnotatorError if the text is not TOML, has an unknown key or a value of the wrong kind,
    or if the codebook has faults (the first of them are named).
    """
    if len(toml) > LARGEST_FILE:
        raise AnnotatorError("The text is too long for a codebook (over 1 MB).")
    try:
        table = tomllib.loads(toml)
    except (ValueError, RecursionError) as error:
        raise AnnotatorError(f"The codebook is not valid TOML: {error}.") from error
    try:
        codebook = msgspec.convert(_checked(table, Codebook, "the codebook"), Codebook)
    except msgspec.ValidationError as error:
        raise AnnotatorError(_sentence(str(error))) from error
    if found := faults(codebook):
        more = [f"Faults not named here: {len(found) - _TOLD}."] if len(found) > _TOLD else []
        raise AnnotatorError(" ".join(["The codebook has faults.", *found[:_TOLD], *more]))
    return codebook


def _checked(table: object, kind: type, where: str) -> object:
    """The table with its options written in full; AnnotatorError at a key that its kind lacks."""
    if kind is Option and isinstance(table, str):
        return {"key": table, "name": table}
    if not isinstance(table, dict):
        return table  # its conversion says what is wrong
    known = [item.name for item in fields(kind)]
    unknown = [key for key in table if key not in known]
    if unknown:
        raise AnnotatorError(
            f"There is an unknown key “{unknown[0]}” in {where}; it may have {', '.join(known)}."
        )
    nested = _NESTED.get(kind, {})
    return {
        key: _checked_each(value, nested[key], f"{key} of {where}") if key in nested else value
        for key, value in table.items()
    }


def _checked_each(value: object, kind: type, where: str) -> object:
    if not isinstance(value, list):
        return _checked(value, kind, where)
    return [
        _checked(item, kind, f"number {number} of the {where}")
        for number, item in enumerate(value, start=1)
    ]


def _sentence(message: str) -> str:
    """A message of msgspec, as in "Expected `str`, got `int` - at `$.tags[0].name`", for people."""
    what, _, path = message.replace("`", "").partition(" - at $.")
    names = {"str": "text", "int": "a whole number", "bool": "true or false", "object": "a table"}
    what = re.sub(r"\b(str|int|bool|object)\b", lambda match: names[match[0]], what)
    where = re.sub(r"\[(\d+)\]", lambda match: f" number {int(match[1]) + 1}", path)
    return f"The codebook cannot be read: {what} in {where.replace('.', ', ') or 'its top level'}."


# ---------------------------------------------------------------------------- writing


def codebook_toml(codebook: Codebook) -> str:
    """The TOML text of a codebook, without what is default; `parse_codebook` reads it back."""
    table = _table(codebook)
    # Triple-quoted text reads better, but TOML makes every CR LF inside it the reader's choice.
    return tomli_w.dumps(table, multiline_strings="\\r\\n" not in tomli_w.dumps(table))


def write_codebook(codebook: Codebook, path: Path) -> None:
    """Write a codebook to a TOML file, all of it or nothing.

    Raises AnnotatorError if the file cannot be written; what was there before is then untouched.
    """
    content = codebook_toml(codebook).encode("utf-8", errors="replace")
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        reason = error.strerror or str(error)
        raise AnnotatorError(f"“{path.name}” could not be written: {reason}.") from error


def _table(value: Codebook | Field | Tag | Condition | Option) -> dict[str, object]:
    held = {item: getattr(value, item.name) for item in fields(value)}
    return {item.name: _plain(it) for item, it in held.items() if it != item.default}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Option) and value.key == value.name:
        return value.key
    if isinstance(value, Codebook | Field | Tag | Condition | Option):
        return _table(value)
    return value.value if isinstance(value, Enum) else value


# ---------------------------------------------------------------------------- shipped


def shipped() -> list[Codebook]:
    """The codebooks that come with the program, the one for loaded language first."""
    found = [read_codebook(path) for path in asset("codebooks").glob("*.toml")]
    return sorted(found, key=lambda codebook: (codebook.id != _FIRST, codebook.name.casefold()))


def shipped_codebook(id: str) -> Codebook:  # noqa: A002 - it is the codebook's id
    """The codebook of this id that comes with the program; AnnotatorError if there is none."""
    known = {path.stem: path for path in asset("codebooks").glob("*.toml")}
    if id not in known:
        listed = ", ".join(codebook.id for codebook in shipped())
        raise AnnotatorError(f"There is no codebook “{id}”; there are {listed}.")
    return read_codebook(known[id])


# ---------------------------------------------------------------------------- faults


def faults(codebook: Codebook) -> list[str]:
    """What is wrong with a codebook, a sentence each; empty if it can be used."""
    found: list[str] = []
    if not _KEY.fullmatch(codebook.id):
        found.append(f"The codebook's id “{codebook.id}” is not made of letters, digits and - _ .")
    if not codebook.name.strip():
        found.append("The codebook has no name.")
    for what, items in (("field", codebook.fields), ("question", codebook.questions)):
        found += _name_faults(what, items)
        found += _asked_faults(what, items)
    found += _name_faults("tag", codebook.tags)
    found += _tag_faults(codebook)
    found += _succession_faults(codebook)
    found += _shortcut_faults(codebook.offered)
    return found


def new_fault(before: Codebook, after: Codebook) -> str:
    """The first fault that a change of a codebook would add, as a sentence; "" if none."""
    known = faults(before)
    return next((fault for fault in faults(after) if fault not in known), "")


def is_key(text: str) -> bool:
    """Whether a tag, field or question may have this key."""
    return _KEY.fullmatch(text) is not None


def holds(item: Field, value: Value) -> bool:
    """Whether a field or question may hold a value."""
    match item.kind:
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.SCALE:
            whole = isinstance(value, int) and not isinstance(value, bool)
            return whole and item.low <= int(value) <= item.high
        case Kind.CHOICE:
            return any(option.key == value for option in item.options)
        case Kind.TEXT:
            return isinstance(value, str)


def _name_faults(what: str, items: Sequence[Field | Tag]) -> Iterator[str]:
    for key, count in Counter(item.key for item in items).items():
        if count > 1:
            yield f"There are {count} {what}s with the key “{key}”; each needs its own."
        if not _KEY.fullmatch(key):
            yield (
                f"The {what} key “{key}” may not be used: "
                "a key starts with a letter or digit and has no spaces."
            )
    for item in items:
        if not item.name.strip():
            yield f"The {what} “{item.key}” has no name."


def _asked_faults(what: str, items: Sequence[_Asked]) -> Iterator[str]:
    known = {item.key: item for item in items}
    for item in items:
        yield from _value_faults(f"The {what} “{item.key}”", item)
        if item.when is None:
            continue
        depends = known.get(item.when.field)
        if depends is None:
            yield f"The {what} “{item.key}” depends on an unknown {what} “{item.when.field}”."
        elif not holds(depends, item.when.value):
            yield (
                f"The {what} “{item.key}” waits for “{item.when.value}”, "
                f"which “{depends.key}” can never hold."
            )
    links = {item.key: item.when.field for item in items if item.when is not None}
    for key in _circular(links):
        yield f"The {what} “{key}” depends on itself, so it would never be asked."


def _value_faults(name: str, item: Field) -> Iterator[str]:
    if item.kind is Kind.SCALE and item.low >= item.high:
        yield f"{name} is a scale from {item.low} to {item.high}; the first must be the lower."
    if item.kind is Kind.SCALE and item.high - item.low > LARGEST_SCALE:
        yield f"{name} is a scale with more than {LARGEST_SCALE:,} steps."
    if item.kind is Kind.CHOICE and not item.options:
        yield f"{name} is a choice without options."
    for key, count in Counter(option.key for option in item.options).items():
        if count > 1:
            yield f"{name} has {count} options with the key “{key}”; each needs its own."
        if not key.strip():
            yield f"{name} has an option without a key."
    if item.detect and item.detect not in DETECTORS:
        yield f"{name} cannot detect “{item.detect}”; it may be {' or '.join(DETECTORS)}."


def _tag_faults(codebook: Codebook) -> Iterator[str]:
    keys = {tag.key for tag in codebook.tags}
    for tag in codebook.tags:
        for key in tag.fields:
            field = codebook.field(key)
            if field is None:
                yield f"The tag “{tag.key}” asks an unknown field “{key}”."
            elif field.when is not None and field.when.field not in tag.fields:
                yield (
                    f"The tag “{tag.key}” asks “{key}”, which depends on "
                    f"“{field.when.field}”, but does not ask that."
                )
        if tag.group and not any(item.parent == tag.key for item in codebook.tags):
            yield f"The group “{tag.key}” has no tag inside it."
        if tag.parent and tag.parent not in keys:
            yield f"The tag “{tag.key}” has an unknown parent “{tag.parent}”."
        if tag.colour not in PALETTE and not _HEX.fullmatch(tag.colour):
            yield (
                f"The tag “{tag.key}” has the unknown colour “{tag.colour}”; "
                f"it may be #rrggbb or {', '.join(PALETTE)}."
            )
    for key in _circular({tag.key: tag.parent for tag in codebook.tags if tag.parent}):
        yield f"The tag “{key}” is its own parent, directly or through others."


def _succession_faults(codebook: Codebook) -> Iterator[str]:
    for tag in codebook.tags:
        if tag.became and not tag.retired:
            yield f"The tag “{tag.key}” became another one, so it must be retired."
        for key in tag.became:
            if codebook.tag(key) is None:
                yield f"The tag “{tag.key}” became an unknown tag “{key}”."
        if _becomes_itself(codebook, tag.key):
            yield f"The tag “{tag.key}” became itself, directly or through others."


def _becomes_itself(codebook: Codebook, key: str) -> bool:
    links = {tag.key: tag.became for tag in codebook.tags}
    waiting, seen = [*links[key]], set[str]()
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += links.get(at, ())
    return key in seen


def _shortcut_faults(tags: Sequence[Tag]) -> Iterator[str]:
    for tag in tags:
        if len(tag.shortcut) > 1 or tag.shortcut.isspace():
            yield f"The shortcut “{tag.shortcut}” of the tag “{tag.key}” is not a single key."
    owners: dict[str, str] = {}
    for tag in tags:
        shortcut = tag.shortcut.casefold()
        if shortcut and owners.setdefault(shortcut, tag.key) != tag.key:
            yield f"The tags “{owners[shortcut]}” and “{tag.key}” share the shortcut “{shortcut}”."


def _circular(links: Mapping[str, str]) -> Iterator[str]:
    """The keys that are met again when their links are followed."""
    for start in links:
        key, seen = links.get(start), {start}
        while key is not None and key not in seen:
            seen.add(key)
            key = links.get(key)
        if key == start:
            yield start
