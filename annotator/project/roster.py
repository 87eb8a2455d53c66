"""The roster of a class: who is behind a pseudonym. A CSV file beside the project alone.

`NAME.roster.csv` has a row for each student, from a class list or from a hand-in, with the columns
of `COLUMNS`; others that a spreadsheet added stay. It may be edited by hand: any delimiter,
encoding and order of columns is read. Cells that a spreadsheet would run are written as in
`formats.csv_labels`. No export, pack or lesson carries a name: without this file none is left.
"""

import csv
import io
import math
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator
from annotator.formats.csv_labels import harmless
from annotator.formats.exchange import Skipped
from annotator.formats.source import Source
from annotator.formats.tables.columns import folded as folded_column
from annotator.formats.tables.grids import Grid, csv_grid, worded
from annotator.project.door import Project
from annotator.project.lesson import lesson_of
from annotator.store.file import in_one_piece

COLUMNS = (
    "pseudonym",
    "annotator",
    "name",
    "email",
    "id_number",
    "login",
    "section",
    "points",
    "comment",
)
"""The columns of a roster; `annotator` is an id, `points` what the instructor gives instead."""

_SUFFIX = ".roster.csv"
_FACTS = ("email", "id_number", "login", "section")
_SYNONYMS = {
    "name": "name fullname student studentname learner pupil participant vollstandigername nom "
    "nomcomplet nombrecompleto alumno schuler",
    "first": "firstname givenname givennames forename vorname prenom nombre nombres",
    "last": "lastname surname familyname familynames nachname apellido apellidos nomdefamille",
    "email": "email emailaddress mail emailadresse adressemail correo correoelectronico",
    "id_number": "idnumber sisuserid studentid studentnumber matrikelnummer matriculationnumber "
    "numeroid id",
    "login": "login loginid sislogin sisloginid username benutzername anmeldename",
    "section": "section group groups class course gruppe gruppen klasse groupe grupo seccion",
}
_MEANS = {name: key for key, names in _SYNONYMS.items() for name in names.split()}
_OURS = {folded_column(name): name for name in COLUMNS}
_NOBODY = re.compile(r"\s*points possible\s*", re.IGNORECASE)
_MARKS = re.compile(r"[^\w,]+")


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A student: the pseudonym and annotator's id once something was handed in, "" before.

    `points` stand in place of the score where they are not None. `more` are cells of other columns.
    """

    name: str = ""
    pseudonym: str = ""
    annotator: str = ""
    email: str = ""
    id_number: str = ""
    login: str = ""
    section: str = ""
    points: float | None = None
    comment: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hint:
    """Whose a file seems to be by what a learning platform called it.

    `name` as it is written, or `compact`: last and first name in small letters, without a space.
    """

    name: str = ""
    compact: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The students of a class, in the order of the file."""

    entries: tuple[RosterEntry, ...] = ()

    def of(self, annotator_id: str) -> RosterEntry | None:
        """The entry of whoever handed in as this annotator."""
        return next((it for it in self.entries if it.annotator == annotator_id), None)

    @property
    def handed_in(self) -> int:
        """How many of the entries handed something in: 27 of the 30 that `entries` has."""
        return sum(bool(it.annotator) for it in self.entries)

    def called(self, name: str, *, handed_in: bool) -> list[RosterEntry]:
        """The entries that are called so and handed something in, or did not yet.

        Capitals make no difference, nor does “Last, First” instead of “First Last”.
        """
        wanted = _folded(name)
        alike = (it for it in self.entries if wanted and _folded(it.name) == wanted)
        found = [it for it in alike if bool(it.annotator) == handed_in]
        exact = [it for it in found if it.name == name]
        return exact or found

    def waiting(self, name: str, hint: Hint = Hint()) -> RosterEntry | None:
        """The one entry without a hand-in that is called so, or else that the hint means."""
        found = self.called(name, handed_in=False) or self.called(hint.name, handed_in=False)
        if not found and hint.compact:
            free = (it for it in self.entries if not it.annotator)
            found = [it for it in free if _compact(it.name) == hint.compact]
        return found[0] if len(found) == 1 else None

    def with_change(self, before: RosterEntry, after: RosterEntry) -> "Roster":
        """The roster with an entry changed; raises AnnotatorError where it is not there."""
        if before not in self.entries:
            raise AnnotatorError("The roster was changed meanwhile; look at it again.")
        at = self.entries.index(before)
        return Roster((*self.entries[:at], after, *self.entries[at + 1 :]))

    def with_student(
        self,
        annotator: Annotator,
        name: str,
        hint: Hint = Hint(),
    ) -> "Roster":
        """The roster with who handed in as this annotator, under the name that was typed.

        Their entry of the class list, if it can be told, keeps the name as it stands there.
        """
        waiting = self.waiting(name, hint)
        entry = replace(
            waiting or RosterEntry(name), pseudonym=annotator.name, annotator=annotator.id
        )
        if waiting is not None:
            return self.with_change(waiting, entry)
        return Roster((*self.entries, entry))

    def with_class_list(self, listed: Iterable[RosterEntry]) -> "Roster":
        """The roster with a class list: what it says of those that are here, and the others."""
        entries = list(self.entries)
        for each in listed:
            at = _place_of(each, entries)
            if at is None:
                entries.append(each)
            else:
                entries[at] = _completed(entries[at], each)
        return Roster(tuple(entries))


def _place_of(listed: RosterEntry, entries: Sequence[RosterEntry]) -> int | None:
    """Where the student is: by number, address or login, else by a name that only one has."""
    for key in ("id_number", "email", "login"):
        wanted = getattr(listed, key).casefold()
        same = [at for at, it in enumerate(entries) if getattr(it, key).casefold() == wanted]
        if wanted and len(same) == 1:
            return same[0]
    name = _folded(listed.name)
    alike = [at for at, it in enumerate(entries) if name and _folded(it.name) == name]
    alike = [at for at in alike if not _differ(entries[at], listed)]
    return alike[0] if len(alike) == 1 else None


def _differ(one: RosterEntry, other: RosterEntry) -> bool:
    """Whether both have a number, an address or a login, and not the same: they are two people."""
    sides = ((getattr(one, key), getattr(other, key)) for key in ("id_number", "email", "login"))
    return any(a and b and a.casefold() != b.casefold() for a, b in sides)


def _completed(known: RosterEntry, listed: RosterEntry) -> RosterEntry:
    facts = {key: getattr(listed, key) or getattr(known, key) for key in ("name", *_FACTS)}
    return replace(known, **facts, more={**known.more, **listed.more})


@lru_cache(maxsize=10_000)
def _folded(name: str) -> str:
    """A name to be compared: first name first, no capitals, no marks but letters and figures."""
    plain = _MARKS.sub(" ", unicodedata.normalize("NFKC", name).casefold())
    last, comma, first = plain.partition(",")
    return " ".join((f"{first} {last}" if comma else plain).replace(",", " ").split())


@lru_cache(maxsize=10_000)
def _compact(name: str) -> str:
    """As Canvas names files: last and first name, letters and figures alone."""
    last, comma, first = unicodedata.normalize("NFKC", name).casefold().partition(",")
    if not comma:
        *firsts, last = last.split() or [""]
        first = " ".join(firsts)
    return re.sub(r"[\W_]+", "", f"{last}{first}")


# ---------------------------------------------------------------------------- the file


def roster_path(project_path: Path) -> Path:
    """Where the roster of this project lies: `NAME.roster.csv` beside it."""
    return project_path.with_name(f"{project_path.stem}{_SUFFIX}")


def read_roster(path: Path) -> Roster:
    """The roster in this file, empty where there is none; raises AnnotatorError if it is spoilt."""
    if not path.exists():
        return Roster()
    entries: list[RosterEntry] = []
    for where, cells in _rows(path, _grid(path)):
        row = {_OURS.get(folded_column(key), key): cell for key, cell in cells.items()}
        known = {key: _cell(row, key) for key in COLUMNS if key != "points"}
        more = {key: cell for key, cell in row.items() if key not in COLUMNS and cell}
        points = _points(_cell(row, "points"), where, path)
        entry = RosterEntry(**known, points=points, more=more)
        if entry != RosterEntry():
            entries.append(entry)
    return Roster(tuple(entries))


def write_roster(roster: Roster, path: Path) -> None:
    """Write the roster, whole or not at all; raises AnnotatorError where that cannot be."""
    more = list(dict.fromkeys(key for it in roster.entries for key in it.more))
    stream = io.StringIO(newline="")
    rows = csv.writer(stream)
    rows.writerow([harmless(cell) for cell in (*COLUMNS, *more)])
    for it in roster.entries:
        known = [getattr(it, key) for key in COLUMNS if key not in ("points", "comment")]
        points = "" if it.points is None else f"{it.points:g}"
        others = [it.more.get(key, "") for key in more]
        rows.writerow([harmless(cell) for cell in (*known, points, it.comment, *others)])
    try:
        with in_one_piece(path) as part:
            part.write_bytes(stream.getvalue().encode("utf-8-sig", "replace"))
    except OSError as error:
        raise AnnotatorError(_unwritable(path, error)) from error


def see_that_it_can_be_written(path: Path) -> None:
    """Raise AnnotatorError where the roster is locked, as by a spreadsheet that has it open."""
    try:
        if path.exists():
            path.open("r+b").close()
        elif not os.access(path.parent, os.W_OK):
            raise PermissionError
    except OSError as error:
        raise AnnotatorError(_unwritable(path, error)) from error


def _unwritable(path: Path, error: OSError) -> str:
    why = error.strerror or "not permitted"
    return (
        f"The roster {path.name} cannot be written ({why}). If it is open in a spreadsheet, close "
        "it there; then try again."
    )


def _grid(path: Path) -> Grid:
    from annotator.formats.tables import xlsx

    source = Source(path)
    try:
        return (xlsx.grid if path.suffix.lower() == ".xlsx" else csv_grid)(source)
    except AnnotatorError as error:
        raise AnnotatorError(f"{path.name} cannot be read: {error}.") from error
    except OSError as error:
        raise AnnotatorError(f"{path.name} cannot be read ({error.strerror or error}).") from error


def _rows(path: Path, grid: Grid) -> Iterable[tuple[str, dict[str, str]]]:
    for item in grid.rows:
        if isinstance(item, Skipped):
            raise AnnotatorError(f"{path.name}, {item.where}: {item.why}. Mend it, then try again.")
        where, row = item
        yield where, {column: worded(cell).strip() for column, cell in row.items()}


def _cell(row: Mapping[str, str], key: str) -> str:
    return row.get(key, "")


def _points(cell: str, where: str, path: Path) -> float | None:
    """Points as a number, with a point or a comma."""
    if not cell:
        return None
    try:
        points = float(cell.replace(",", "."))
    except ValueError:
        points = math.nan
    if not math.isfinite(points):
        raise AnnotatorError(
            f"{path.name}, {where}: “{cell[:40]}” are no points. Write a number there, or nothing."
        )
    return points


# ---------------------------------------------------------------------------- a class list


def read_class_list(path: Path) -> tuple[RosterEntry, ...]:
    """The students in a list from a learning platform or a spreadsheet (CSV, XLSX).

    What its columns hold is told by their names; one column alone holds names. Raises
    AnnotatorError where no column has names, addresses or numbers.
    """
    grid = _grid(path)
    header = grid.columns.header
    means = _meanings(header)
    rows = [row for _, row in _rows(path, grid)]
    if not means and len(header) == 1:
        rows = [{header[0]: header[0]}, *rows]
        means = {header[0]: "name"}
    if not set(means.values()) - {"section"}:
        known = ", ".join(f"“{name}”" for name in header[:10])
        raise AnnotatorError(
            f"No column of {path.name} says who is in the class; it has {known}. Call one “Name”, "
            "“Email address” or “ID number”."
        )
    found = (_listed(row, means) for row in rows)
    return tuple(it for it in found if it is not None)


def take_class_list(project: Project, path: Path) -> Roster:
    """The roster of a lesson with a class list, as it is then written beside the project.

    Raises AnnotatorError, with the roster as it was, where the project is no lesson, or the list
    or the roster cannot be read or written.
    """
    lesson_of(project)
    beside = roster_path(project.path)
    roster = read_roster(beside).with_class_list(read_class_list(path))
    write_roster(roster, beside)
    return roster


def _meanings(header: Sequence[str]) -> dict[str, str]:
    """What columns hold; of two for the same, the first with the surer name."""
    means: dict[str, str] = {}
    columns = sorted(header, key=lambda it: folded_column(it) == "id")
    for column in columns:
        key = _MEANS.get(folded_column(column))
        if key is not None and key not in means.values():
            means[column] = key
    return means


def _listed(row: Mapping[str, str], means: Mapping[str, str]) -> RosterEntry | None:
    cells = {key: row.get(column, "") for column, key in means.items()}
    name = cells.get("name") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    email, number, login, section = (cells.get(key, "") for key in _FACTS)
    if not (name or email or number or login) or _NOBODY.fullmatch(name):
        return None
    canvas = {"ID": row["ID"]} if row.get("ID") and means.get("ID") != "id_number" else {}
    return RosterEntry(
        name, email=email, id_number=number, login=login, section=section, more=canvas
    )
