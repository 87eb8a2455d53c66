"""Long tables of work done elsewhere: one rating or one span a row, the article by name.

A row names its article by the project's id, a unique beginning of that, the exact title, or the
SHA-256 of the text; or the file has the text itself, in a column `text` of the article's first row,
and what stands in `article` is the file's own name for it. Rows of one article that follow each
other are taken together. Who has a row about an article is done with it only where the file or the
person says so: in a column `done`, or by the setting `done=yes` for all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotator.core.errors import AnnotatorError
from annotator.core.model import State
from annotator.core.text import canonical, sha256
from annotator.formats.exchange import (
    Draft,
    DraftAnswer,
    DraftElsewhere,
    DraftLabel,
    ReadOptions,
    Skipped,
    one_line,
    title_of,
)
from annotator.formats.source import Source
from annotator.formats.tables.columns import folded
from annotator.formats.tables.grids import Grid, Row, csv_grid, worded

EXTENSIONS = (".csv", ".tsv", ".tab")

_NAMES: Mapping[str, str] = {
    "annotator": "annotator annotatorid annotatorname coder coderid rater raterid worker workerid "
    "labeler labeller user userid username participant participantid",
    "article": "article articleid document documentid doc docid text_id textid item itemid story",
    "question": "question questionid variable measure dimension aspect",
    "value": "value rating score answer response",
    "tag": "tag label code category technique",
    "start": "start begin startoffset startchar from",
    "end": "end stop endoffset endchar to",
    "quote": "quote words exact spantext fragment",
    "pieces": "pieces",
    "note": "note notes comment remark",
    "second": "second afterreveal again",
    "text": "text body content",
    "title": "title headline",
    "created": "created",
    "updated": "updated",
    "done": "done finished complete completed",
}
_YES = frozenset(("yes", "true", "1", "y", "x", "done", "ja", "oui", "si", "sí"))
_NO = frozenset(("no", "false", "0", "n", "", "nein", "non"))


def has_columns(source: Source, wanted: tuple[str, ...]) -> bool:
    """Whether the file is a table with columns of just these names."""
    header = csv_grid(source).columns.header
    return set(wanted) <= {name.casefold() for name in header}


@dataclass(frozen=True, slots=True)
class LongRow:
    """One row: its place in the file, and its cells as words by what they hold."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    @property
    def words(self) -> dict[str, str]:
        """The cells without white space around them."""
        return {key: cell.strip() for key, cell in self.cells.items()}


@dataclass(slots=True)
class LongGroup:
    """Rows of one article, by the name that the file has for it."""

    name: str
    where: str
    title: str
    text: str = ""
    rows: list[LongRow] = field(default_factory=list)
    done: dict[str, bool] = field(default_factory=dict)

    @property
    def states(self) -> dict[str, State]:
        """Who is done with the article, by name."""
        return {who: State.DONE for who, done in self.done.items() if done}


def groups_of(
    source: Source, options: ReadOptions, wanted: tuple[str, ...]
) -> Iterator[LongGroup | Skipped]:
    """The rows of a file, those of one article together; raises AnnotatorError, as a clause."""
    grid = csv_grid(source)
    columns = _columns(grid, options, wanted)
    every = said(options.settings.get("done", ""))
    if every is None:
        raise AnnotatorError("the setting “done” is yes or no")
    group: LongGroup | None = None
    for item in grid.rows:
        row = item if isinstance(item, Skipped) else _row(item, columns)
        if isinstance(row, Skipped):
            yield row
            continue
        words = row.words
        is_done = said(words.get("done", ""))
        name, who = words.get("article", ""), words.get("annotator", "") or options.annotator
        if is_done is None:
            yield Skipped(row.where, f"“{words['done']}” is neither yes nor no")
            continue
        if not name and not row["text"]:
            yield Skipped(row.where, "it names no article")
            continue
        other = group is not None and (
            name != group.name or (row["text"] and row["text"] != group.text)
        )
        if group is not None and other:
            yield group
            group = None
        if group is None:
            group = LongGroup(name, row.where, words.get("title", ""), row["text"])
        group.rows.append(row)
        group.done[who] = group.done.get(who, every) or is_done
    if group is not None:
        yield group


def _columns(grid: Grid, options: ReadOptions, wanted: tuple[str, ...]) -> dict[str, str]:
    """The property that each column holds, as a person said, or by its name."""
    header = grid.columns.header
    for column, key in options.columns.items():
        if column not in header:
            known = ", ".join(f"“{name}”" for name in header[:20])
            raise AnnotatorError(f"it has no column “{column}”; its columns are {known}")
        if key and key not in _NAMES:
            raise AnnotatorError(
                f"column “{column}” cannot hold “{key}”; it may be one of {', '.join(_NAMES)}"
            )
    found = dict(options.columns)
    taken = set(found.values())
    for key, names in _NAMES.items():
        by_rank = names.split()
        free = [name for name in header if name not in found and folded(name) in by_rank]
        if free and key not in taken:
            found[min(free, key=lambda name: by_rank.index(folded(name)))] = key
    missing = [key for key in wanted if key not in found.values()]
    if "article" in missing and "text" in found.values():
        missing.remove("article")
    if missing:
        raise AnnotatorError(
            f"it has no column for the {missing[0]}; say which one is, as COLUMN={missing[0]}"
        )
    return found


def _row(item: tuple[str, Row], columns: Mapping[str, str]) -> LongRow:
    where, cells = item
    return LongRow(where, {key: worded(cells.get(name)) for name, key in columns.items() if key})


def said(words: str) -> bool | None:
    """Whether a cell says yes; None where it says neither yes nor no. An empty one says no."""
    plain = words.casefold()
    return True if plain in _YES else False if plain in _NO else None


@dataclass(slots=True)
class Articles:
    """Which articles the file itself has the text of: by its own names for them, the SHA-256."""

    held: dict[str, str] = field(default_factory=dict)

    def draft(
        self,
        group: LongGroup,
        place: Callable[[str], Iterator[DraftLabel | Skipped]],
        answers: tuple[DraftAnswer, ...] = (),
        second_answers: tuple[DraftAnswer, ...] = (),
    ) -> Iterator[Draft | Skipped]:
        """The draft of a group: on its own text, or for an article that is elsewhere."""
        text = canonical(group.text)[0]
        if group.text and not text.strip():
            yield Skipped(group.where, "its text is blank")
            return
        draft = DraftElsewhere(
            "",
            title=one_line(group.title),
            where=group.where,
            answers=answers,
            second_answers=second_answers,
            states=group.states,
            name=self.held.get(group.name, group.name),
            place=place,
        )
        if not text:
            yield draft
            return
        self.held[group.name] = sha256(text)
        for item in draft.placed(text):
            if isinstance(item, Draft):
                title = item.title or title_of(text, item.headline_end, group.name or group.where)
                yield replace(item, title=title)
            else:
                yield item
