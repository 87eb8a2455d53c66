"""A team of 200 at one PostgreSQL: each makes 5 labels a second and pushes them once a second.

The 200 are threads of another process, each with a role and a connection of its own; they push
what `annotator sync` pushes. Beside them one real copy of the project is labelled and synced.
"""

import random
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from annotator.clock import new_id, now
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.labels import new_label
from annotator.core.model import Article
from annotator.core.parts import parts_of
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import add_annotator
from annotator.sync.hub.address import address_of
from annotator.sync.hub.entries import Entry, entry_of_part
from annotator.sync.hub.leading import Invitation, init, invite
from annotator.sync.hub.pushing import push_entries
from annotator.sync.hub.server import Hub
from annotator.sync.hub.syncing import copy_of, sync, synced_with
from bench.bare import milliseconds_since
from bench.figures import Row, percentile
from bench.material import draft, new_project, places
from tests.postgres import PASSWORD, Database, new_database, running

_PEOPLE = 200
_SECONDS = 60
_LABELS_A_SECOND = 5
_ARTICLES = 400
_BARE_EVERY = 10
"""Each pushes the same to a bare table as well, so many seconds apart."""

_WINDOW_SECONDS = 5.0
"""The one real copy is synced for so long, then not for so long, in turns."""


def rows_of_hub(folder: Path) -> list[Row]:
    """Pushing, and labelling while it is synced; tells whether each step arrived once."""
    folder.chmod(0o755)  # the server may be another user
    settings = {"fsync": "on", "max_connections": "260", "shared_buffers": "128MB"}
    with running(folder, **settings) as server:
        database = new_database(server)
        with closing(_project(folder / "lead.annot")) as lead:
            everyone, own = _invited(lead, database)
            copy = finish(copy_of(folder / "own.annot", own.url, password=own.password))
            with closing(copy):
                storm = _Storm([(each.url, each.password) for each in everyone], lead)
                syncing, apart = _labelled(copy, own)
            pushed, bare, late = storm.ended()
            expected = _PEOPLE * _SECONDS * _LABELS_A_SECOND + len(syncing) + len(apart)
            print(
                f"{len(pushed):,} pushes, the last {late:.2f} s behind its time; p99 of a label "
                f"while not synced {percentile(apart, 99):.1f} ms",
                flush=True,
            )
            _see_that_all_arrived(lead, database, expected)
    return [
        Row("hub_push", "ms", pushed, bare),
        Row("hub_label_while_syncing", "ms", syncing, apart),
    ]


def _project(path: Path) -> Project:
    project, _ = new_project(path, [draft(300, seed) for seed in range(_ARTICLES)])
    for number in range(_PEOPLE + 1):
        add_annotator(project, f"Annotator {number}")
    return project


def _invited(lead: Project, database: Database) -> tuple[list[Invitation], Invitation]:
    finish(init(lead, database.url, password=PASSWORD))
    names = [each.name for each in lead.annotators()[1:]]
    *everyone, own = [finish(invite(database.url, name, password=PASSWORD)) for name in names]
    database.asked("CREATE TABLE public.bare (id text PRIMARY KEY, owner text, content text)")
    database.asked("GRANT INSERT ON public.bare TO PUBLIC")
    return everyone, own


# ---------------------------------------------------------------------------- the 200


class _Storm:
    """The 200, at work in a process of their own from now on."""

    def __init__(self, logins: Sequence[tuple[str, str]], lead: Project) -> None:
        articles = [lead.article(each) for each in lead.article_ids()]
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        people = [each.id for each in lead.annotators()[1:]]
        given = (theirs, lead.id, logins, people, articles)
        self._process = context.Process(target=_all_at_work, args=given)
        self._process.start()
        self._ours.recv()  # all are connected

    def ended(self) -> tuple[list[float], list[float], float]:
        """Milliseconds of each push and of each bare one; seconds the last was behind its time."""
        found: tuple[list[float], list[float], float] = self._ours.recv()
        self._process.join()
        return found


@dataclass(slots=True)
class _Person:
    project: str
    hub: Hub
    annotator: str
    articles: Sequence[Article]
    phase: float
    pushed: list[float]
    bare: list[float]
    late: float = 0.0
    clock: int = 0
    fault: str = ""

    def work(self, start: float) -> None:
        chance, device = random.Random(self.annotator), new_id()
        for second in range(_SECONDS):
            entries = [self._entry(chance, device) for _ in range(_LABELS_A_SECOND)]
            moment = start + self.phase + second
            time.sleep(max(0.0, moment - time.perf_counter()))
            try:
                push_entries(self.hub, self.project, self.annotator, entries)
                # From when it was due, so that waiting for the push before it counts.
                self.pushed.append(milliseconds_since(moment))
                if second % _BARE_EVERY == _BARE_EVERY - 1:
                    self.bare.append(self._bare(entries))
            except AnnotatorError as error:
                self.fault = str(error)
                return
        self.late = time.perf_counter() - moment

    def _entry(self, chance: random.Random, device: str) -> Entry:
        article = chance.choice(self.articles)
        self.clock += 1
        label = new_label(
            article,
            "contentious-label",
            (chance.choice(places(article)),),
            label_id=new_id(),
            annotator_id=self.annotator,
            codebook_version=1,
            now=now(),
        )
        step = Step(
            id=new_id(),
            device=device,
            number=self.clock,
            annotator_id=self.annotator,
            time=label.created,
            title=f"Tag “{label.quote}” as Contentious label",
            edits=(Edit(None, label),),
            clock=self.clock,
        )
        [part] = parts_of(step)
        return entry_of_part(part)

    def _bare(self, entries: Sequence[Entry]) -> float:
        begun = time.perf_counter()
        self.hub.rows(
            "INSERT INTO public.bare SELECT * FROM unnest(%s::text[], %s::text[], %s::text[])",
            [it.key for it in entries],
            [it.owner for it in entries],
            [it.content for it in entries],
        )
        return milliseconds_since(begun)


def _all_at_work(
    pipe: Any,
    project: str,
    logins: Sequence[tuple[str, str]],
    people: Sequence[str],
    articles: Sequence[Article],
) -> None:
    team = [
        _Person(
            project=project,
            hub=Hub.connect(address_of(url), password),
            annotator=annotator,
            # Two have each article: one begins where another ends.
            articles=[articles[(2 * number + step) % len(articles)] for step in range(4)],
            phase=number / _PEOPLE,
            pushed=[],
            bare=[],
        )
        for number, ((url, password), annotator) in enumerate(zip(logins, people, strict=False))
    ]
    start = time.perf_counter() + 1.0
    threads = [threading.Thread(target=each.work, args=(start,)) for each in team]
    for thread in threads:
        thread.start()
    pipe.send("begun")
    for thread in threads:
        thread.join()
    for each in team:
        if each.fault:
            print(each.fault, flush=True)
        each.hub.close()
    pushed = [value for each in team for value in each.pushed]
    bare = [value for each in team for value in each.bare]
    pipe.send((pushed, bare, max(each.late for each in team)))


# ---------------------------------------------------------------------------- the one


def _labelled(copy: Project, own: Invitation) -> tuple[list[float], list[float]]:
    """Milliseconds of labels made while the copy is synced all the time, and while it is not."""
    desk = Desk(copy, copy.annotator_named(own.annotator))
    article = copy.article(copy.article_ids()[0])
    words = random.Random(7).sample(places(article), _SECONDS * _LABELS_A_SECOND)
    wanted, over = threading.Event(), threading.Event()
    worker = threading.Thread(target=_synced_all_the_time, args=(copy, own, wanted, over))
    worker.start()
    syncing: list[float] = []
    apart: list[float] = []
    start = time.perf_counter()
    for number, word in enumerate(words):
        moment = number / _LABELS_A_SECOND
        time.sleep(max(0.0, start + moment - time.perf_counter()))
        synced = int(moment / _WINDOW_SECONDS) % 2 == 0
        (wanted.set if synced else wanted.clear)()
        begun = time.perf_counter()
        desk.tag(article, "contentious-label", [(word,)])
        (syncing if synced else apart).append(milliseconds_since(begun))
    over.set()
    wanted.set()
    worker.join()
    finish(sync(copy, own.url, password=own.password))
    return syncing, apart


def _synced_all_the_time(
    copy: Project, own: Invitation, wanted: threading.Event, over: threading.Event
) -> None:
    address = address_of(own.url)
    with closing(copy.beside()) as beside, Hub.connect(address, own.password) as hub:
        while not over.is_set():
            wanted.wait()
            finish(synced_with(beside, hub))
            time.sleep(0.2)


def _see_that_all_arrived(lead: Project, database: Database, expected: int) -> None:
    before = lead.store.last_line()
    begun = time.perf_counter()
    report = finish(sync(lead, database.url, password=PASSWORD))
    seconds = time.perf_counter() - begun
    arrived = lead.store.last_line() - before
    [(entries, different)] = database.asked(
        "SELECT count(*), count(DISTINCT key) FROM annotator.entries WHERE owner <> ''"
    )
    said = "each once" if arrived == expected == entries == different else "NOT EACH ONCE"
    print(
        f"{expected:,} steps made, {entries:,} on the hub, {arrived:,} with the lead: {said}. "
        f"The lead's sync took {seconds:.0f} s ({arrived / seconds:,.0f} steps a second); "
        f"{len(report.refused)} owners refused.",
        flush=True,
    )
