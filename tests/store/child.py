"""What other processes do to a project: `python child.py VERB …`, run by test_faults.

Each prints "done" when all was as it should be; an assertion that fails ends it with a traceback.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import count, product
from pathlib import Path

import pytest

from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, Codebook, Label, Span, Tag
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts

CODEBOOK = Codebook("harbour", "Harbour words", tags=(Tag("loaded", "Loaded word"),))
NOBODY = 65534


def new_project(path: Path) -> Project:
    """A project with one article of 4,000 words."""
    project = Project.create(path, "Harbour", CODEBOOK, "Ines")
    finish(add_drafts(project, [Draft("pier " * 4_000, title="Piers")]))
    return project


def only_article(project: Project) -> Article:
    """The article of a project made here."""
    return project.article(project.article_ids()[0])


def tagging(project: Project) -> Iterator[list[Label]]:
    """Steps without end: mostly of one label, now and then of twelve."""
    desk, article = Desk(project, project.annotators()[0]), only_article(project)
    at = max((label.end for label in desk.labels(article.id)), default=0)
    for number in count(1):
        width = 12 if number % 6 == 0 else 1
        places = [[Span(start, start + 1)] for start in range(at, at + width)]
        yield desk.tag(article, "loaded", places)
        at += width


def ids_of(project: Project) -> set[str]:
    """The ids of all labels."""
    return {label.id for label in project.labels(only_article(project).id)}


def ids_by_journal(project: Project) -> set[str]:
    """The ids of the labels there must be by the journal."""
    ids: set[str] = set()
    for _, step in reversed(project.history(limit=100_000)):
        for edit in step.edits:
            if isinstance(edit.record, Label):
                (ids.discard if edit.after is None else ids.add)(edit.record.id)
    return ids


# ---------------------------------------------------------------------------- kill -9


def kill_often(folder: Path, kills: int, seed: int) -> None:
    """Kill a process that labels, again and again; nothing acknowledged may be lost."""
    chance = random.Random(seed)
    path, before, acknowledged = folder / "Never.annot", set[str](), 0
    for number in range(kills):
        if number % 10 == 0:
            path, before = folder / f"Killed-{number}.annot", set[str]()
            new_project(path).close()
        told = killed_while_tagging(path, chance)
        with closing(Project.open(path)) as project:
            there = ids_of(project)
            assert before | told <= there, f"lost after kill {number}: {before | told - there}"
            assert len(there - before - told) in (0, 1, 12), "at most one step is unacknowledged"
            assert there == ids_by_journal(project)
            assert finish(checked(project)) == []
            if there:
                project.undo()
                assert ids_of(project) < there
                project.redo()
                assert ids_of(project) == there
        before = there
        acknowledged += len(told)
    assert acknowledged > kills, "too few labels for a burst"


def killed_while_tagging(path: Path, chance: random.Random) -> set[str]:
    """The ids of the labels that a process had acknowledged when it was killed at random."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        with suppress(BaseException):
            os.close(reading)
            for labels in tagging(Project.open(path)):
                os.write(writing, "".join(f"{label.id}\n" for label in labels).encode())
        os._exit(1)  # only reached where labelling itself fails
    os.close(writing)
    told = b""
    with open(reading, "rb", buffering=0) as pipe:  # noqa: PTH123 - a file descriptor
        for _ in range(chance.choice((0, 1, 2, 4, 8))):
            told += pipe.read(4096)
        time.sleep(chance.uniform(0, 0.004))
        os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        assert os.WIFSIGNALED(status), "the process ended by itself"
        told += pipe.read()
    return set(told.decode().split())


# ---------------------------------------------------------------------------- no room


def run_full(folder: Path) -> None:
    """On a disk that is full, where files may not grow, and where SQLite takes it for full."""
    for way in ("disk", "limit", "pages"):
        (folder / way).mkdir()
        if way != "disk" or mounted_small(folder / way):
            label_until_full(folder / way, way)


def label_until_full(folder: Path, way: str) -> None:
    """Label until there is no room, see that nothing is lost, make room, label on."""
    path = folder / "Full.annot"
    project = new_project(path)
    make_room = {"disk": ballast, "limit": file_size_limit, "pages": page_limit}[way](project)
    told: set[str] = set()
    said = "cannot be reached" if way == "limit" else "disk is full"
    with pytest.raises(AnnotatorError, match=said):
        told.update(label.id for labels in tagging(project) for label in labels)
    assert told
    assert ids_of(project) == told == ids_by_journal(project)
    if way == "disk":
        refused_whole(folder, lambda: project.save_copy(folder / "Copy.annot"))
        refused_whole(folder, lambda: new_project(folder / "New.annot").close())
    make_room()
    told.update(label.id for label in next(tagging(project)))
    project.close()
    with closing(Project.open(path)) as again:
        assert ids_of(again) == told == ids_by_journal(again)
        assert finish(checked(again)) == []


def refused_whole(folder: Path, deed: Callable[[], None]) -> None:
    """What does not find room says so and leaves nothing behind but a lock."""
    before = sorted(folder.iterdir())
    with pytest.raises(AnnotatorError, match="disk is full"):
        deed()
    left = {each.name for each in folder.iterdir()} - {each.name for each in before}
    assert left <= {"New.annot-lock"}, left


def mounted_small(folder: Path) -> bool:
    """Put a file system of 1 MB there, seen by this process alone; False where that is refused."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    with suppress(OSError):
        return subprocess.run(mount, capture_output=True).returncode == 0
    return False


def ballast(project: Project) -> Callable[[], None]:
    """A file in the way, that can be deleted."""
    weight = project.path.with_name("ballast")
    weight.write_bytes(bytes(500_000))
    return weight.unlink


def file_size_limit(project: Project) -> Callable[[], None]:
    """No file may grow much beyond the project's log; raised later."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = project.path.with_name(f"{project.path.name}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_001, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def page_limit(project: Project) -> Callable[[], None]:
    """SQLite itself refuses more pages, with the code of a full disk."""
    connection = project.store._db
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 8}")
    return lambda: connection.execute("PRAGMA max_page_count = 100000").close()


# ---------------------------------------------------------------------------- no permission


def read_only(paths: Sequence[Path]) -> None:
    """Read all there is and change nothing, as someone who may not write."""
    with tempfile.TemporaryDirectory() as elsewhere:
        new_project(Path(elsewhere, "Warm.annot")).close()  # all imported while that is allowed
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    for path, write in product(paths, (True, False)):
        with closing(Project.open(path, write=write)) as project:
            assert project.read_only
            assert ids_of(project)
            assert finish(checked(project)) == []
            with pytest.raises(AnnotatorError, match="only to be read"):
                next(tagging(project))
            with pytest.raises(AnnotatorError, match="only to be read"):
                finish(add_drafts(project, [Draft("More")]))
            with pytest.raises(AnnotatorError, match="only to be read"):
                project.undo()
            assert project.keep_backup() is None


# ---------------------------------------------------------------------------- someone else


def hold(path: Path) -> None:
    """Open a project to write, label once, and stay until killed."""
    project = Project.open(path)
    [label] = next(tagging(project))
    print(label.id, flush=True)  # noqa: T201
    time.sleep(60)


def main(verb: str, where: str, *rest: str) -> None:
    """Run one verb."""
    path = Path(where)
    match verb:
        case "kill":
            kill_often(path, int(rest[0]), int(rest[1]))
        case "full":
            run_full(path)
        case "read-only":
            read_only([path, *map(Path, rest)])
        case "hold":
            hold(path)
    print("done")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
