"""QualCoder's projects: a folder NAME.qda with the SQLite file data.qda; read only.

The tables are those that src/qualcoder/__main__.py makes (https://github.com/ccbogel/QualCoder):
source(id, name, fulltext, memo), code_name(cid, name), code_text(cid, fid, seltext, pos0, pos1,
owner, memo, important), annotation, attribute. The folder is read, or data.qda itself.

Positions are those of a Qt text cursor, which counts UTF-16 units and a Windows line end as one
(pull request #1312), or those of Python where codes were found by a search; `seltext` decides, and
a coding that does not say it is left out. The owner becomes the annotator, the memo the note, and
the star of an important coding a field; attributes of a file become metadata. An annotation is a
note on a passage without a code; those are counted, and left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Span
from annotator.core.text import headline_end
from annotator.formats.exchange import Draft, DraftLabel, Format, ReadOptions, Skipped, title_of
from annotator.formats.jsonl import NAMED
from annotator.formats.offsets import Unit
from annotator.formats.parts.placing import Passage, Placer, moment
from annotator.formats.parts.sqlite_file import Tables, holds, number_of, opened, text_of
from annotator.formats.source import Source

DATABASE = "data.qda"
"""The file in a project's folder that holds all but media."""

IMPORTANT = "important"
"""The field of codings that are marked as important."""

_TABLES = {
    "source": ("id", "name", "fulltext"),
    "code_name": ("cid", "name"),
    "code_text": ("cid", "fid", "seltext", "pos0", "pos1"),
}
_CODING = ("fid", "cid", "seltext", "pos0", "pos1", "owner", "memo", "date", "important")


class _Coding(NamedTuple):
    """A row of code_text."""

    code: int
    place: Passage
    owner: str
    memo: str
    date: str
    important: bool


@dataclass(slots=True)
class _Project:
    """What is read before the first file, by the number of the file."""

    codes: dict[int, str]
    codings: dict[int, list[_Coding]] = field(default_factory=dict)
    attributes: dict[int, dict[str, str]] = field(default_factory=dict)
    notes: Counter[int] = field(default_factory=Counter)


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The files with their codings; what cannot be used is passed over and told."""
    with opened(_database(source.path)) as tables:
        if not tables.has(_TABLES):
            raise AnnotatorError("it is no QualCoder project: its tables are others")
        project = _project(tables)
        # Qt's way of counting a line end is the likelier; a quote tells.
        placer = Placer((Unit.UTF16, Unit.CODE_POINTS), options.unit, breaks_once=True, strict=True)
        rows = tables.rows("source", ("id", "name", "fulltext", "memo"))
        for number, (key, name, text, memo) in enumerate(rows, start=1):
            where = f"file “{shortened(text_of(name)) or number}”"
            if not text_of(text).strip():
                yield Skipped(where, "it holds no text")
                continue
            labels: list[DraftLabel] = []
            codings = project.codings.get(number_of(key), [])
            plain, spans = placer.placed(text_of(text), [coding.place for coding in codings])
            for coding, (span, why) in zip(codings, spans, strict=True):
                found = _label(coding, span, why, project, options)
                if isinstance(found, Skipped):
                    yield Skipped(f"{where}, {found.where}", found.why)
                else:
                    labels.append(found)
            if project.notes[number_of(key)]:
                count = project.notes[number_of(key)]
                yield Skipped(where, f"notes on passages without a code: {count:,}")
            known = project.attributes.get(number_of(key), {})
            yield _draft(plain, tuple(labels), known, (text_of(name), text_of(memo), where))
        source.position = source.size


def _database(path: Path) -> Path:
    if not path.is_dir():
        return path
    found = path / DATABASE
    if not found.is_file():
        raise AnnotatorError(f"it is no QualCoder project: it holds no {DATABASE}")
    return found


def _project(tables: Tables) -> _Project:
    codes = tables.rows("code_name", ("cid", "name"))
    found = _Project({number_of(row[0]): text_of(row[1]) for row in codes})
    for row in tables.rows("code_text", _CODING):
        coding = _Coding(
            number_of(row[1]),
            Passage(number_of(row[3]), number_of(row[4]), text_of(row[2])),
            text_of(row[5]).strip(),
            text_of(row[6]),
            text_of(row[7]),
            row[8] == 1,
        )
        found.codings.setdefault(number_of(row[0]), []).append(coding)
    for (key,) in tables.rows("annotation", ("fid",)):
        found.notes[number_of(key)] += 1
    if tables.has({"attribute": ("id", "attr_type", "name", "value")}):
        rows = tables.rows("attribute", ("id", "name", "value"), {"attr_type": "file"})
        for key, name, value in rows:
            label, said = text_of(name).strip(), text_of(value).strip()
            if label and said:
                label = label.lower() if label.lower() in NAMED else label
                found.attributes.setdefault(number_of(key), {})[label] = said
    return found


def _label(
    coding: _Coding, span: Span | None, why: str, project: _Project, options: ReadOptions
) -> DraftLabel | Skipped:
    tag = project.codes.get(coding.code, "")
    where = f"coding “{shortened(coding.place.quote) or coding.place.start}”"
    if span is None:
        return Skipped(where, why)
    if not tag.strip():
        return Skipped(where, "its code is not in the project")
    return DraftLabel(
        tag=tag,
        pieces=(span,),
        annotator=coding.owner or options.annotator,
        fields={IMPORTANT: True} if coding.important else {},
        note=coding.memo,
        created=moment(coding.date),
    )


def _draft(
    text: str,
    labels: tuple[DraftLabel, ...],
    attributes: Mapping[str, str],
    said: tuple[str, str, str],
) -> Draft:
    name, memo, where = said
    end = headline_end(text)
    known = dict(attributes)
    named = {each: known.pop(each) for each in NAMED if each in known}
    if memo.strip():
        known.setdefault("memo", memo)
    return Draft(
        text=text,
        headline_end=end,
        title=name.strip() or title_of(text, end, where),
        extra=known,
        where=where,
        labels=labels,
        answers=(),
        states={},
        second_answers=(),
        decisions=(),
        **named,
    )


def sniff(source: Source) -> bool:
    """Whether it is a project's folder, or the SQLite file of one."""
    return holds(Source(_database(source.path)), _TABLES)


FORMAT = Format(
    id="qualcoder",
    name="QualCoder project",
    extensions=(".qda",),
    read=read,
    sniff=sniff,
    folder=True,
    unit=Unit.UTF16.value,
    units=(Unit.UTF16, Unit.CODE_POINTS),
    about="A project of QualCoder, the free program for qualitative analysis: its folder NAME.qda.",
)
