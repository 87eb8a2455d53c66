"""Where a copy of a project stands with its hub: what was pushed there, how far it was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.edits import Step
from annotator.core.model import Annotator, Visit
from annotator.store.codings import CodingReader
from annotator.store.rows import ANNOTATORS, holes, in_parts
from annotator.store.team import ELSEWHERE, STEP_COLUMNS, step_from


@dataclass(frozen=True, slots=True)
class HubMark:
    """The hub that a copy is synced with, and how far its own steps were pushed there.

    `address` has no password; `generation` is the hub's own id, another one after it was restored
    from a backup. `pushed` is a line of the journal: all up to there are on the hub. Up to the line
    `looked` imports were looked through; -1 where that must be done again. `synced` is when the
    last sync came to its end, "" if none did.
    """

    address: str
    generation: str
    pushed: int = 0
    looked: int = -1
    synced: str = ""


class HubReader(CodingReader):
    """The questions about a copy and its hub."""

    def hub(self) -> HubMark | None:
        """Where this copy stands with its hub; None if it was never synced with one."""
        row = self._row("SELECT address, generation, pushed, looked, synced FROM hub")
        return None if row is None else HubMark(*row)

    def hub_positions(self, kind: str) -> dict[str, int]:
        """How far the hub's streams of this kind were read, by what they are of."""
        sql = "SELECT stream, position FROM hub_positions WHERE stream >= ? AND stream < ?"
        rows = self._rows(sql, (f"{kind}:", f"{kind};"))
        return {row[0].removeprefix(f"{kind}:"): row[1] for row in rows}

    def hub_position(self, kind: str, name: str) -> int:
        """How far one stream of the hub was read; 0 before the first time."""
        row = self._row("SELECT position FROM hub_positions WHERE stream = ?", (f"{kind}:{name}",))
        return 0 if row is None else int(row[0])

    def last_line(self) -> int:
        """The newest line of the journal; 0 if there is none."""
        return int(self._only("SELECT coalesce(max(line), 0) FROM journal")[0])

    def steps_between(self, line: int, until: int, limit: int) -> list[tuple[int, Step]]:
        """So many steps after a line of the journal and up to another, with their lines."""
        sql = (
            f"SELECT line, {STEP_COLUMNS} FROM journal WHERE line > ? AND line <= ? "
            "ORDER BY line LIMIT ?"
        )
        return [(row[0], step_from(row[1:])) for row in self._rows(sql, (line, until, limit))]

    def steps_waiting(self) -> int:
        """How many steps that were done here are not on the hub yet; counted up to 10,000."""
        sql = (
            "SELECT count(*) FROM (SELECT 1 FROM journal, hub WHERE line > pushed "
            f"AND undo IS NOT '{ELSEWHERE}' LIMIT 10000)"
        )
        return int(self._only(sql)[0])

    def imported_after(self, line: int) -> bool:
        """Whether the journal tells of an import after this line."""
        sql = "SELECT 1 FROM journal WHERE line > ? AND kind = 'import' LIMIT 1"
        return self._row(sql, (line,)) is not None

    def untouched_annotators(self) -> list[Annotator]:
        """The annotators of whom no step tells: a hand-in brought them."""
        where = "WHERE NOT EXISTS (SELECT 1 FROM touched WHERE record = 'annotator:' || id)"
        return self._records(ANNOTATORS, f"{where} ORDER BY rowid")

    def visits_to_push(self, annotator_id: str | None) -> list[Visit]:
        """The visits, of one annotator or of all, that the hub does not know as they are now."""
        whose, values = (
            ("", ()) if annotator_id is None else (" AND annotator_id = ?", (annotator_id,))
        )
        sql = (
            "SELECT visits.* FROM visits LEFT JOIN hub_visits USING (id) "
            "WHERE (hub_visits.milliseconds IS NOT visits.milliseconds "
            f"OR hub_visits.revealed IS NOT visits.revealed){whose} ORDER BY visits.rowid"
        )
        return [Visit(*row) for row in self._rows(sql, values)]

    def articles_after(self, position: int, limit: int) -> list[tuple[int, str]]:
        """The ids of so many articles that came to this copy after that one, with positions."""
        sql = "SELECT position, id FROM articles WHERE position > ? ORDER BY position LIMIT ?"
        return [(row[0], row[1]) for row in self._rows(sql, (position, limit))]

    def articles_here(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The SHA-256 and the title of each of these articles that is here, by its id."""
        found = {}
        for part in in_parts(ids):
            sql = f"SELECT id, sha256, title FROM articles WHERE id IN ({holes(part)})"
            found.update({row[0]: (row[1], row[2]) for row in self._rows(sql, part)})
        return found
