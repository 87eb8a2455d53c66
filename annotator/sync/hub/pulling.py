"""What comes from a hub into a copy of its project: what others did since the last time.

Whatever the hub gives is checked as a hand-in is, owner by owner, and merged in small transactions,
each of which notes how far it has read; so a pull may stop anywhere, and nobody at the desk waits.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, LiteralString

import msgspec

from annotator.clock import now
from annotator.core.edits import Step
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import AnnotatorKind, Article, Codebook, Release, Shelf
from annotator.core.parts import Part, joined
from annotator.core.release import still_before
from annotator.core.work import Progress, Work
from annotator.project import Project
from annotator.project.training import TRAINING
from annotator.store.merging import Merging
from annotator.sync.delivery import ArticleRef, Delivery, DeliveryKind
from annotator.sync.hub.entries import Entry, HubArticle, Told, told_by
from annotator.sync.hub.server import Hub
from annotator.sync.merging import Counted, Refused, Taking

_ENTRIES_AT_ONCE = 1_000
_BYTES_AT_ONCE = 16_000_000
"""So many entries are asked for at most, and no more once so much content was given."""
_ENTRIES_MERGED_AT_ONCE = 50
_ARTICLES_AT_ONCE = 50
_RELEASED_AT_ONCE = 20
_ENTRY: LiteralString = "e.owner, e.article, e.kind, e.key, e.step, e.author, e.clock, e.content"
_OWN: LiteralString = (
    f"SELECT e.position, {_ENTRY} FROM unnest(%s::text[], %s::bigint[]) AS n(owner, seen) "
    "JOIN annotator.entries e ON e.project = %s AND e.owner = n.owner AND e.position > n.seen "
    "ORDER BY e.owner, e.position"
)
# One statement sees the hub as of one moment: what is released, how far it goes, its work.
_RELEASED: LiteralString = (
    f"SELECT w.article AS about, w.last, e.place, {_ENTRY} "
    "FROM unnest(%s::text[], %s::bigint[]) AS n(article, seen) "
    "JOIN annotator.work w ON w.project = %s AND w.article = n.article AND w.last > n.seen "
    "LEFT JOIN annotator.entries e ON e.project = w.project AND e.article = w.article "
    "AND e.place > 0 AND e.place > n.seen AND e.owner <> %s ORDER BY w.article, e.place"
)
_KEY: LiteralString = (
    f"SELECT e.article AS about, e.place AS last, e.place, {_ENTRY} "
    "FROM unnest(%s::text[], %s::bigint[]) AS n(article, seen) "
    "JOIN annotator.entries e ON e.project = %s AND e.article = n.article "
    "AND e.place > 0 AND e.place > n.seen AND e.owner = ANY(%s) ORDER BY e.article, e.place"
)


@dataclass(slots=True)
class Pulled:
    """What a pull brought so far; `refused` are sentences about what was not taken."""

    counted: Counted = field(default_factory=Counted)
    refused: list[str] = field(default_factory=list)


class _TakingParts(Taking):
    """Takes what a hub holds of one owner: steps in parts, which join those that are here."""

    def __init__(
        self,
        project: Project,
        into: Merging,
        delivery: Delivery,
        counted: Counted,
        parts: Sequence[Part],
    ) -> None:
        super().__init__(project, into, delivery, counted)
        self._parts = parts

    def _take_steps(self) -> list[Step]:
        self._see_that_clocks_are_right()
        self._take_records()
        by_step: dict[tuple[str, int], list[Part]] = {}
        for part in self._parts:
            by_step.setdefault((part.step.device, part.step.number), []).append(part)
        new = []
        for parts in by_step.values():
            try:
                added = self._into.add_part(joined(parts))
            except ValueError as error:
                raise self._refused(
                    "it tells a step of this project otherwise than it is here."
                ) from error
            if added is not None:
                new.append(replace(parts[0].step, edits=added))
        return new


class Pull:
    """Pulls what is new; `me` is the annotator that one is on the hub, None for who leads."""

    def __init__(self, project: Project, hub: Hub, me: str | None) -> None:
        self._project = project
        self._store = project.store
        self._hub = hub
        self._me = me
        self._codebooks: tuple[tuple[int, Codebook], ...] = ()
        self._left_out: set[str] = set()
        self._doubted: set[str] = set()
        self.pulled = Pulled()

    def work(self) -> Work[None]:
        """Pull all that is new and may be seen."""
        self._codebooks = self._all_codebooks()
        if self._me is None:
            yield from self._pull_every_article()
        yield from self._pull_streams([""])
        people = {each.id for each in self._project.annotators()}
        # Who joined a moment ago is not known yet, and waits for the next time.
        yield from self._pull_streams([name for name in self._behind() if name in people])
        if self._me is not None:
            if not self._store.has_assignments(self._me):
                yield from self._pull_every_article()
            yield from self._pull_key(self._me)
            yield from self._pull_released(self._me)

    # ------------------------------------------------------------------ the project's own

    def _all_codebooks(self) -> tuple[tuple[int, Codebook], ...]:
        here = self._store.codebooks()
        newest = max((version for version, _ in here), default=0)
        rows = self._hub.rows(
            "SELECT version, content FROM annotator.codebooks "
            "WHERE project = %s AND version > %s ORDER BY version",
            *(self._project.id, newest),
        )
        return (*here, *((row[0], decoded(row[1], Codebook)) for row in rows))

    def _pull_every_article(self) -> Work[None]:
        while True:
            after = self._store.hub_position("read", "articles")
            rows = self._hub.rows(
                "SELECT position, content FROM annotator.articles "
                "WHERE project = %s AND position > %s ORDER BY position LIMIT %s",
                *(self._project.id, after, _ARTICLES_AT_ONCE),
            )
            if not rows:
                return
            articles = [_article(row[1]) for row in rows]
            positions = {"articles": rows[-1][0]}
            yield from self._take("", Told(), articles, ("read", positions))
            yield Progress(rows[-1][0], 0, "pulling articles")

    def _lacking(self, ids: Collection[str]) -> list[tuple[Article, Shelf]]:
        """Those of these articles that are not here."""
        here = self._store.articles_here(list(ids))
        lacking = [each for each in ids if each not in here]
        found: list[tuple[Article, Shelf]] = []
        for start in range(0, len(lacking), _ARTICLES_AT_ONCE):
            rows = self._hub.rows(
                "SELECT content FROM annotator.articles WHERE project = %s AND id = ANY(%s) "
                "ORDER BY position",
                *(self._project.id, lacking[start : start + _ARTICLES_AT_ONCE]),
            )
            found += [_article(row[0]) for row in rows]
        return found

    # ------------------------------------------------------------------ what may be seen always

    def _behind(self) -> dict[str, int]:
        """The owners whose streams hold more than was read, with how far they go."""
        read = self._store.hub_positions("owner")
        rows = self._hub.rows(
            "SELECT owner, last FROM annotator.streams WHERE project = %s ORDER BY owner",
            self._project.id,
        )
        return {owner: last for owner, last in rows if last > read.get(owner, 0)}

    def _pull_streams(self, owners: Sequence[str]) -> Work[None]:
        while owners := [each for each in owners if each not in self._left_out]:
            read = self._store.hub_positions("owner")
            seen = [read.get(each, 0) for each in owners]
            rows = self._some(_OWN, "owner, position", list(owners), seen, self._project.id)
            if not rows:
                return
            for owner, theirs in groupby(rows, key=lambda row: str(row[1])):
                yield from self._pull_some(owner, list(theirs))

    def _pull_some(self, owner: str, rows: Sequence[tuple[Any, ...]]) -> Work[None]:
        try:
            for start in range(0, len(rows), _ENTRIES_MERGED_AT_ONCE):
                some = rows[start : start + _ENTRIES_MERGED_AT_ONCE]
                told = told_by(Entry(*row[1:]) for row in some)
                articles = self._lacking(sorted(told.articles))
                yield Progress(some[-1][0], 0, "pulling steps")
                yield from self._take(owner, told, articles, ("owner", {owner: some[-1][0]}))
        except (Refused, Conflict) as error:
            if owner and owner not in self._doubted:
                # Perhaps it tells of what the project has had only since this pull began.
                self._doubted.add(owner)
                self._codebooks = self._all_codebooks()
                yield from self._pull_streams([""])
            else:
                self._leave_out(owner, error)

    # ------------------------------------------------------------------ what may be seen now

    def _pull_key(self, me: str) -> Work[None]:
        """What a key says on the articles of one's training, from which the feedback is made."""
        keys = [it.id for it in self._project.annotators() if it.kind is AnnotatorKind.KEY]
        ids = [it.article_id for it in self._store.assigned_in(me, TRAINING)]
        if ids and keys:
            yield Progress(0, 0, "pulling the key")
            yield from self._pull_articles(_KEY, "key", ids, [it for it in keys if it != me])

    def _pull_released(self, me: str) -> Work[None]:
        """Others' work on the articles that are here, as far as it is released.

        It is read article by article: which may be seen changes, and each has numbers of its own.
        """
        read = self._store.hub_positions("article")
        ids = self._not_before(me)
        # What is read to the end is left out first; whether the rest is released costs more.
        rows = self._hub.rows(
            "SELECT w.article FROM unnest(%s::text[], %s::bigint[]) AS n(article, seen) "
            "JOIN annotator.work w ON w.project = %s AND w.article = n.article "
            "AND w.last > n.seen ORDER BY w.article",
            ids,
            [read.get(each, 0) for each in ids],
            self._project.id,
        )
        behind = [row[0] for row in rows]
        for start in range(0, len(behind), _RELEASED_AT_ONCE):
            some = behind[start : start + _RELEASED_AT_ONCE]
            yield Progress(start, len(behind), "pulling what was released")
            yield from self._pull_articles(_RELEASED, "article", some, me)

    def _not_before(self, me: str) -> list[str]:
        """The articles that are here, without those on which the hub would keep others' work back.

        It would in any case; not to ask saves it the looking.
        """
        ids = self._store.every_article_id()
        if self._store.settings().release is not Release.BOTH:
            return ids
        before_me = still_before(ids, self._store.every_assignment(me))
        return [each for each in ids if each not in before_me]

    def _pull_articles(
        self, sql: LiteralString, kind: str, ids: Sequence[str], whose: object
    ) -> Work[None]:
        """Read others' work on these articles, from the positions of this kind on to their ends.

        What is at fault is told, and asked for again the next time.
        """
        read = self._store.hub_positions(kind)
        seen = {each: read.get(each, 0) for each in ids}
        before = len(self.pulled.refused)
        more = True
        while more:
            given = (list(seen), list(seen.values()), self._project.id, whose)
            rows = self._some(sql, "about, place", *given)
            more = len(rows) == _ENTRIES_AT_ONCE or _size(rows) >= _BYTES_AT_ONCE
            seen |= {row[0]: row[1] for row in rows}
            if more:
                seen[rows[-1][0]] = rows[-1][2] or rows[-1][1]  # there may be more of the last
            theirs = [row[3:] for row in rows if row[2] is not None]
            yield from self._take_others(sorted(theirs, key=lambda row: str(row[0])))
            if rows and len(self.pulled.refused) == before:
                with self._store.merging() as into:
                    into.keep_positions(kind, seen)

    def _take_others(self, rows: Sequence[tuple[Any, ...]]) -> Work[None]:
        for owner, some in groupby(rows, key=lambda row: str(row[0])):
            entries = [Entry(*row) for row in some]
            try:
                for start in range(0, len(entries), _ENTRIES_MERGED_AT_ONCE):
                    told = told_by(entries[start : start + _ENTRIES_MERGED_AT_ONCE])
                    yield from self._take(owner, told, (), None)
            except (Refused, Conflict) as error:
                self._leave_out(owner, error)

    def _some(self, sql: LiteralString, order: LiteralString, *values: object) -> list[Any]:
        """The first rows of the answer, the content last in each: so many, or so much content."""
        return [
            row[:-1]
            for row in self._hub.rows(
                "SELECT * FROM (SELECT found.*, coalesce(sum(octet_length(content)) OVER "
                f"(ORDER BY {order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS held "
                f"FROM ({sql} LIMIT %s) found) them WHERE held < %s ORDER BY {order}",
                *(*values, _ENTRIES_AT_ONCE, _BYTES_AT_ONCE),
            )
        ]

    # ------------------------------------------------------------------ taking

    def _leave_out(self, owner: str, error: AnnotatorError) -> None:
        """Go on without this owner's stream, which is at fault, and tell."""
        self._left_out.add(owner)
        sentence = str(error)
        if sentence not in self.pulled.refused:
            self.pulled.refused.append(sentence)

    def _take(
        self,
        owner: str,
        told: Told,
        articles: Sequence[tuple[Article, Shelf]],
        read: tuple[str, Mapping[str, int]] | None,
    ) -> Work[None]:
        """Check and merge what an owner's entries tell, and note how far they were read."""
        arrived = {article.id for article, _ in articles}
        delivery = Delivery(
            kind=DeliveryKind.STREAM,
            project_id=self._project.id,
            project_name=self._project.settings.name,
            who=owner,
            made=now(),
            codebooks=self._codebooks,
            refs=self._refs(told.articles - arrived),
            articles=tuple(articles),
            records=told.records,
            steps=tuple(part.step for part in told.parts),
            visits=told.visits,
        )
        with self._store.merging() as into:
            pushed = into.all_is_pushed()
            taking = _TakingParts(self._project, into, delivery, self.pulled.counted, told.parts)
            yield from taking.take()
            if read is not None:
                into.keep_positions(*read)
            if pushed:
                into.push_mark_to_the_end()
            into.keep_pushed_visits(told.visits)

    def _refs(self, ids: Iterable[str]) -> tuple[ArticleRef, ...]:
        """The articles that the work is on; one that is not here is told as lacking."""
        wanted = sorted(ids)
        here = self._store.articles_here(wanted)
        return tuple(ArticleRef(each, *here.get(each, ("", ""))) for each in wanted)


def _size(rows: Iterable[Sequence[Any]]) -> int:
    """How many bytes the content of these rows has, which is last in each."""
    return sum(len((row[-1] or "").encode()) for row in rows)


def decoded(content: str, kind: type[Any]) -> Any:
    """What the hub keeps as JSON; raises AnnotatorError if that is not of this kind."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise AnnotatorError(
            "The hub holds something that cannot be read; tell whoever leads the project."
        ) from error


def _article(content: str) -> tuple[Article, Shelf]:
    found: HubArticle = decoded(content, HubArticle)
    return found.article, found.shelf
