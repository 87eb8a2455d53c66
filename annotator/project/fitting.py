"""How the names and values of a file fit the codebook, which grows where they do not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.codebooks import holds, is_key
from annotator.core.codebook_changes import free_colour, free_key
from annotator.core.errors import AnnotatorError
from annotator.core.labels import parsed_value
from annotator.core.model import Codebook, Field, Kind, Question, Tag, Value
from annotator.core.palette import PALETTE


def known_tag(codebook: Codebook, name: str) -> Tag | None:
    """The codebook's tag that a file calls so: by its key or name, whatever the capitals."""
    folded, slug = name.casefold(), free_key(name, (), "")
    for tag in codebook.tags:
        if folded in (tag.key.casefold(), tag.name.casefold()) or (slug and slug == tag.key):
            return tag
    return None


class GrowingCodebook:
    """The codebook while it grows: what a file's tags, fields and questions are called in it."""

    def __init__(
        self, codebook: Codebook, tags: Mapping[str, str], *, new_tags: bool = True
    ) -> None:
        self.now = codebook
        self.changed = False
        self.new: list[str] = []
        self._before = codebook
        self._own = {item.key for item in codebook.fields}
        self._named = tags
        self._new_tags = new_tags
        self._tags: dict[str, str] = {}
        self._fields: dict[tuple[str, str], Field] = {}

    def __copy__(self) -> "GrowingCodebook":
        other = GrowingCodebook(self.now, self._named, new_tags=self._new_tags)
        other.changed, other.new, other._own = self.changed, list(self.new), self._own
        other._before, other._tags = self._before, dict(self._tags)
        other._fields = dict(self._fields)
        return other

    def taken(self) -> tuple[Codebook, Codebook]:
        """The codebook as it was when last asked, and as it is now."""
        before, self._before, self.changed = self._before, self.now, False
        return before, self.now

    def tag(self, name: str) -> str:
        """The key of the tag that the file calls so; "" where its labels are to be left out."""
        key = self._tags.get(name)
        if key is None:
            key = self._tags[name] = self._found_tag(name)
        return key

    def _found_tag(self, name: str) -> str:
        if name in self._named:
            return self._named[name]
        known = known_tag(self.now, name)
        if known is not None:
            return known.key
        if not self._new_tags or not name.strip():
            return ""
        key = _fit_key(name, [tag.key for tag in self.now.tags], "tag")
        colour = free_colour(self.now, tuple(PALETTE))
        self._becomes(replace(self.now, tags=(*self.now.tags, Tag(key, name, colour=colour))))
        self.new.append(key)
        return key

    def field(self, tag_key: str, name: str, value: Value) -> Field:
        """The field of this key that the tag asks; made, and asked by the tag, if need be."""
        known = self._fields.get((tag_key, name))
        if known is not None:
            return self._fitting(known, value)
        found = next((item for item in self.now.fields if name in (item.key, item.name)), None)
        if found is None:
            found = _new_field(name, value, [item.key for item in self.now.fields])
            self._becomes(replace(self.now, fields=(*self.now.fields, found)))
        key = found.key
        tags = tuple(
            replace(tag, fields=(*tag.fields, key))
            if tag.key == tag_key and key not in tag.fields
            else tag
            for tag in self.now.tags
        )
        self._becomes(replace(self.now, tags=tags))
        self._fields[tag_key, name] = found
        return self._fitting(found, value)

    def question(self, name: str, value: Value) -> Question:
        """The question of this key or name; made if there is none."""
        found = next((item for item in self.now.questions if name in (item.key, item.name)), None)
        if found is None:
            made = _new_field(name, value, [item.key for item in self.now.questions])
            found = Question(made.key, made.name, made.kind, low=made.low, high=made.high)
            self._becomes(replace(self.now, questions=(*self.now.questions, found)))
        return found

    def _fitting(self, known: Field, value: Value) -> Field:
        """The field, a scale made wider if it is one that this import made itself."""
        if known.kind is not Kind.SCALE or holds(known, value) or known.key in self._own:
            return known
        if not isinstance(value, int) or isinstance(value, bool):
            return known
        wider = replace(known, low=min(known.low, value), high=max(known.high, value))
        fields = tuple(wider if item.key == known.key else item for item in self.now.fields)
        self._becomes(replace(self.now, fields=fields))
        self._fields = {
            place: wider if item.key == known.key else item for place, item in self._fields.items()
        }
        return wider

    def _becomes(self, book: Codebook) -> None:
        if book != self.now:
            self.now = book
            self.changed = True


def fitting_value(asked: Field, value: Value) -> Value | None:
    """The value as the field holds it; some formats know texts alone. None if it cannot."""
    if holds(asked, value):
        return value
    if asked.kind is Kind.TEXT:
        return str(value)
    if not isinstance(value, str):
        return fitting_value(asked, str(value)) if asked.kind is Kind.CHOICE else None
    named = next((item.key for item in asked.options if item.name == value), value)
    try:
        return parsed_value(asked, named)
    except AnnotatorError:
        return None


def _new_field(given: str, value: Value, taken: Sequence[str]) -> Field:
    """A field or question for what a file calls so, that can hold the value."""
    key = _fit_key(given, taken, "field")
    name = given if key != given else given.replace("_", " ").strip().capitalize()
    if isinstance(value, bool):
        return Field(key, name, Kind.YES_NO)
    if isinstance(value, int) and abs(value) < 100:
        return Field(key, name, Kind.SCALE, low=min(1, value), high=max(5, value))
    return Field(key, name, Kind.TEXT)


def _fit_key(name: str, taken: Sequence[str], otherwise: str) -> str:
    return name if is_key(name) and name not in taken else free_key(name, taken, otherwise)
