"""What goes from a copy of a project to its hub: what is new here since the last time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.core.edits import Step, StepKind, owner
from annotator.core.errors import AnnotatorError
from annotator.core.model import Visit
from annotator.core.parts import article_of, parts_of
from annotator.core.work import Progress, Work
from annotator.project import Project
from annotator.records import as_json
from annotator.store.hub import HubMark
from annotator.sync.hub.entries import (
    Entry,
    HubArticle,
    entry_of_part,
    entry_of_record,
    entry_of_visit,
    in_portions,
)
from annotator.sync.hub.server import Hub

_STEPS_AT_ONCE = 200
_ENTRIES_AT_ONCE = 500
_CHARACTERS_AT_ONCE = 1_000_000
_ARTICLES_AT_ONCE = 100


class Push:
    """Pushes what is new; `me` is the annotator that one is on the hub, None for who leads.

    Whoever leads pushes everything, an annotator only their own work. Where the push stops, the
    next goes on from; what arrived although its answer was lost is not there twice.
    """

    def __init__(self, project: Project, hub: Hub, me: str | None) -> None:
        self._project = project
        self._store = project.store
        self._hub = hub
        self._me = me
        self._read = project.store.hub_positions("owner")
        self.steps = 0

    def work(self) -> Work[None]:
        """Push all that is new."""
        # What is done meanwhile waits for the next time: its codebook is not there yet.
        until = self._store.last_line()
        if self._me is None:
            self._store.keep_codebook()
            self._push_codebooks()
            yield from self._push_articles()
        yield from self._push_records()
        yield from self._push_steps(until)
        yield from self._push_visits()

    # ------------------------------------------------------------------ the project's own

    def _push_codebooks(self) -> None:
        project = self._project.id
        known = dict(
            self._hub.rows(
                "SELECT version, content FROM annotator.codebooks WHERE project = %s", project
            )
        )
        for version, codebook in self._store.kept_codebooks():
            content = as_json(codebook)
            if known.get(version, content) != content:
                raise AnnotatorError(
                    f"Version {version} of the codebook is another one on the hub: it was changed "
                    "in two copies at once. Nothing was pushed; change it in one copy only, and "
                    "take the other's work over with a hand-in."
                )
            if version not in known:
                self._hub.rows(
                    "INSERT INTO annotator.codebooks VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                    *(project, version, content),
                )

    def _push_articles(self) -> Work[None]:
        while True:
            after = self._store.hub_position("sent", "articles")
            rows = self._store.articles_after(after, _ARTICLES_AT_ONCE)
            if not rows:
                return
            ids = [article_id for _, article_id in rows]
            lacking = self._hub.rows(
                "SELECT n.id FROM unnest(%s::text[]) WITH ORDINALITY AS n(id, ord) "
                "WHERE NOT EXISTS (SELECT 1 FROM annotator.articles a "
                "WHERE a.project = %s AND a.id = n.id) ORDER BY n.ord",
                *(ids, self._project.id),
            )
            articles = [self._project.article(row[0]) for row in lacking]
            contents = [as_json(HubArticle(it, self._store.shelf(it.id))) for it in articles]
            for start, end in _portions(contents):
                self._hub.rows(
                    "SELECT annotator.add_articles(%s, %s::text[], %s::text[], %s::text[])",
                    self._project.id,
                    [it.id for it in articles[start:end]],
                    [it.sha256 for it in articles[start:end]],
                    contents[start:end],
                )
                yield Progress(rows[0][0] + start, 0, "pushing articles")
            with self._store.merging() as into:
                into.keep_positions("sent", {"articles": rows[-1][0]})

    # ------------------------------------------------------------------ work

    def _push_records(self) -> Work[None]:
        """What no step tells of: imports made it, or hand-ins brought it."""
        mark = self._mark()
        last = self._store.last_line()
        if mark.looked >= 0 and not self._store.imported_after(mark.looked):
            return
        people = [self._me] if self._me else [it.id for it in self._project.annotators()]
        for who in people:
            records = self._store.untouched(who)
            yield from self._push(who, [entry_of_record(it) for it in records], "pushing labels")
        if self._me is None:
            them = self._store.untouched_annotators()
            yield from self._push("", [entry_of_record(it) for it in them], "pushing annotators")
        with self._store.merging() as into:
            into.keep_hub(replace(self._mark(), looked=last))
            into.keep_positions("owner", self._read)

    def _push_steps(self, until: int) -> Work[None]:
        while rows := self._store.steps_between(self._mark().pushed, until, _STEPS_AT_ONCE):
            found: dict[str, list[Entry]] = {}
            for _, step in rows:
                for part in parts_of(step, self._decided(step)):
                    if self._me is None or self._me == part.owner_id == step.annotator_id:
                        found.setdefault(part.owner_id, []).append(entry_of_part(part))
            for who, entries in sorted(found.items()):
                yield from self._push(who, entries, "pushing steps")
            self.steps += len({it.key for entries in found.values() for it in entries})
            with self._store.merging() as into:
                into.keep_hub(replace(self._mark(), pushed=rows[-1][0]))
                into.keep_positions("owner", self._read)
            yield Progress(rows[-1][0], until, "pushing steps")

    def _decided(self, step: Step) -> tuple[str, str]:
        """The owner and the article of the record that a step without edits decides on."""
        if step.kind is not StepKind.DECIDE or step.edits:
            return "", ""
        for each in self._store.steps_that_touched(step.target):
            for edit in each.edits:
                return owner(edit.record), article_of(edit.record)
        return "", ""

    def _push_visits(self) -> Work[None]:
        visits = self._store.visits_to_push(self._me)
        by_owner: dict[str, list[Visit]] = {}
        for visit in visits:
            by_owner.setdefault(visit.annotator_id, []).append(visit)
        for who, theirs in sorted(by_owner.items()):
            yield from self._push(who, [entry_of_visit(it) for it in theirs], "pushing visits")
            with self._store.merging() as into:
                into.keep_pushed_visits(theirs)
                into.keep_positions("owner", self._read)

    def _push(self, who: str, entries: Sequence[Entry], doing: str) -> Work[None]:
        for portion in in_portions(entries, _ENTRIES_AT_ONCE, _CHARACTERS_AT_ONCE):
            yield Progress(0, 0, doing)
            before, after = push_entries(self._hub, self._project.id, who, portion)
            if self._read.get(who, 0) == before:
                # What was pushed right behind what was read need not be read again.
                self._read[who] = after

    def _mark(self) -> HubMark:
        mark = self._store.hub()
        if mark is None:
            raise AnnotatorError(f"{self._project.path.name} is not synced with a hub yet.")
        return mark


def push_entries(
    hub: Hub, project_id: str, owner_id: str, entries: Sequence[Entry]
) -> tuple[int, int]:
    """Push an owner's entries; gives how far their stream went before, and goes now."""
    [(before, after)] = hub.rows(
        "SELECT * FROM annotator.push(%s, %s, %s::text[], %s::text[], %s::text[], "
        "%s::text[], %s::text[], %s::bigint[], %s::text[])",
        *(project_id, owner_id, *_columns(entries)),
    )
    return before, after


def _columns(entries: Iterable[Entry]) -> list[list[object]]:
    rows = [
        (it.kind, it.key, it.article, it.step, it.author, it.clock, it.content) for it in entries
    ]
    return [list(column) for column in zip(*rows, strict=True)]


def _portions(contents: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Where to cut, so that no portion is larger than it should be."""
    start = size = 0
    for end, content in enumerate(contents):
        if end > start and size + len(content) > _CHARACTERS_AT_ONCE:
            yield start, end
            start, size = end, 0
        size += len(content)
    if start < len(contents):
        yield start, len(contents)
