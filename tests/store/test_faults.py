"""What may befall a project file: nothing acknowledged is lost, and a sentence says why."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, Damaged, Vanished
from annotator.core.model import Settings, Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.checking import checked
from annotator.store.schema import SCHEMA

CHILD = Path(__file__).with_name("child.py")
LOCK = "Harbour.annot-lock"


def child(*arguments: str | Path | int, prefix: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Another process at work on a project; see child.py."""
    command = [*prefix, sys.executable, str(CHILD), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def assert_done(process: subprocess.Popen[str]) -> None:
    out, err = process.communicate(timeout=90)
    assert out.endswith("done\n"), err or out
    assert process.returncode == 0


def tagged(desk: Desk, start: int) -> str:
    """The id of a new label on the first article, acknowledged."""
    article = desk.project.article(desk.project.article_ids()[0])
    [label] = desk.tag(article, "loaded", [[Span(start, start + 1)]])
    return label.id


def ids_of(project: Project) -> set[str]:
    return {label.id for each in project.article_ids() for label in project.labels(each)}


def content(folder: Path) -> dict[str, bytes]:
    """Every file of the folder, bar the lock and the shared memory that an opening may leave."""
    return {
        each.name: each.read_bytes() if each.is_file() else b""
        for each in folder.iterdir()
        if not each.name.endswith(("-lock", "-shm"))
    }


def assert_refused(path: Path, kind: type[AnnotatorError] = AnnotatorError) -> str:
    """The sentence with which the file is refused, either way; it is left as it was."""
    before = content(path.parent)
    said = set()
    for write in (False, True):
        with pytest.raises(kind) as refusal:
            Project.open(path, write=write)
        said.add(str(refusal.value))
        assert content(path.parent) == before
    [sentence] = said
    assert sentence.endswith(".")
    return sentence


@pytest.fixture
def closed(project: Project, desk: Desk) -> Path:
    """The file of a project with a label, closed."""
    tagged(desk, 100)
    project.close()
    return project.path


@pytest.fixture
def crashed(project: Project, desk: Desk, tmp_path: Path) -> Path:
    """A project as a crash leaves it: the label is in the write-ahead log alone."""
    tagged(desk, 0)
    folder = tmp_path / "crashed"
    folder.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{project.path}{suffix}", folder)
    return folder / project.path.name


# ---------------------------------------------------------------------------- killed, no room


def test_nothing_acknowledged_is_lost_in_two_hundred_kills(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    for process in [child("kill", folder, 100, n) for n, folder in enumerate(folders)]:
        assert_done(process)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """One of the disks is real where the system lets a process have one to itself."""
    alone = ("unshare", "--map-root-user", "--mount")
    may = shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True)
    prefix = alone if may and may.returncode == 0 else ()
    assert_done(child("full", tmp_path, prefix=prefix))


# ---------------------------------------------------------------------------- no permission


def test_what_may_not_be_written_opens_to_read(crashed: Path, closed: Path) -> None:
    """The child is nobody where the tests run as root, whom no permission binds."""
    with tempfile.TemporaryDirectory() as everyones:
        Path(everyones).chmod(0o755)
        paths, before = [], []
        modes = product((closed, crashed), ((0o777, 0o444), (0o555, 0o666), (0o555, 0o444)))
        for number, (path, (folder_mode, file_mode)) in enumerate(modes):
            folder = Path(everyones, str(number))
            folder.mkdir()
            for name in content(path.parent).keys() & {path.name, f"{path.name}-wal"}:
                shutil.copy(path.with_name(name), folder)
                (folder / name).chmod(file_mode)
            paths.append(folder / path.name)
            before.append(content(folder))
            folder.chmod(folder_mode)
        assert_done(child("read-only", *paths))
        for path, files in zip(paths, before, strict=True):
            assert content(path.parent).items() >= files.items()
            path.parent.chmod(0o755)


# ---------------------------------------------------------------------------- no project


def foreign(path: Path, pragma: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(pragma)
        connection.execute("CREATE TABLE project (id)")
        connection.execute("INSERT INTO project VALUES (1)")
        connection.commit()


NO_PROJECTS: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "a byte": lambda path: path.write_bytes(b"S"),
    "text": lambda path: path.write_text("The ferry was late again. " * 99),
    "a picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(4_096)),
    "the beginning of SQLite's header": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "SQLite's header and rubbish": lambda path: path.write_bytes(b"SQLite format 3\0" * 512),
    "a plain database": lambda path: foreign(path, "PRAGMA user_version = 1"),
    "another program's": lambda path: foreign(path, "PRAGMA application_id = 252006675"),
    "another program's with a log": lambda path: foreign(path, "PRAGMA journal_mode = WAL"),
}


@pytest.mark.parametrize("kind", NO_PROJECTS)
def test_what_is_no_project_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "Harbour.annot"
    NO_PROJECTS[kind](path)
    assert "Annotator" in assert_refused(path)


def test_a_folder_a_device_and_nothing_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, why in (
        (tmp_path, "is a folder"),
        (tmp_path / "pipe", "not an Annotator project"),
        (tmp_path / "none.annot", "There is no file"),
        (tmp_path / "none" / "none.annot", "There is no file"),
        (tmp_path / ("long" * 99), "cannot be used"),
    ):
        for write in (True, False):
            with pytest.raises(AnnotatorError, match=why):
                Project.open(path, write=write)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["pipe"]


def test_a_newer_project_is_refused_kindly(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    assert "newer version of Annotator" in assert_refused(closed)


def test_a_newer_project_is_refused_even_by_its_log(crashed: Path) -> None:
    with closing(sqlite3.connect(crashed)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
        for suffix in ("", "-wal"):
            shutil.copy(f"{crashed}{suffix}", f"{crashed.parent}/Newer.annot{suffix}")
    path = crashed.with_name("Newer.annot")
    before = {
        file: (crashed.parent / file).read_bytes() for file in (path.name, f"{path.name}-wal")
    }
    for write in (True, False):
        with pytest.raises(AnnotatorError, match="newer version of Annotator"):
            Project.open(path, write=write)
    assert content(crashed.parent).items() >= before.items()


# ---------------------------------------------------------------------------- damaged


def test_a_truncated_project_is_refused_at_every_length(closed: Path) -> None:
    whole = closed.read_bytes()
    for length in (*range(0, len(whole), 997), *range(4_096, len(whole), 4_096), len(whole) - 1):
        closed.write_bytes(whole[:length])
        assert_refused(closed)
    closed.write_bytes(whole)
    Project.open(closed).close()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose texts fill pages of their own, with labels, answers and undone steps."""
    path = tmp_path_factory.mktemp("sound") / "Sound.annot"
    with closing(sqlite3.connect(path)) as connection:
        dump = Path(__file__).with_name("released") / f"schema-{SCHEMA}.sql"
        connection.executescript(dump.read_text("utf-8"))
    Project.open(path).close()
    return path


def everything(project: Project) -> list[object]:
    """All that can be asked of a project."""
    ids, people = project.article_ids(), project.annotators()
    told: list[object] = [project.history(), project.next_undo(), project.next_redo(), people]
    told += [project.queue_entries(ids, None), project.codebook, project.settings]
    for each in ids:
        told += [project.labelled(each), project.labels(each), project.answers(each)]
        told += [project.assignment(each, who.id) for who in people]
    told += [project.state_counts(who.id) for who in people]
    return told


@settings(max_examples=200)
@given(data=st.data(), write=st.booleans())
def test_flipped_bytes_end_in_a_sentence_or_are_told_by_check(
    sound: Path, data: st.DataObject, write: bool
) -> None:
    spoilt = bytearray(sound.read_bytes())
    place = st.integers(0, len(spoilt) - 1) | st.integers(0, 99)
    for at, flip in data.draw(st.dictionaries(place, st.integers(1, 255), min_size=1)).items():
        spoilt[at] ^= flip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Spoilt.annot")
        path.write_bytes(spoilt)
        try:
            project = Project.open(path, write=write)
        except AnnotatorError:
            assert content(path.parent) == {path.name: spoilt}
            return
        with closing(project), suppress(AnnotatorError):
            assert everything(project)
            if finish(checked(project)) == []:
                with closing(Project.open(sound, write=False)) as truth:
                    for each in project.article_ids():
                        assert project.article(each).text == truth.article(each).text
            if write:
                project.undo()


# ---------------------------------------------------------------------------- someone else


def test_a_second_process_is_refused_until_the_first_is_gone(closed: Path) -> None:
    other = child("hold", closed)
    assert other.stdout is not None
    theirs = other.stdout.readline().strip()
    try:
        with pytest.raises(AnnotatorError, match="open in another window"):
            Project.open(closed)
        with closing(Project.open(closed, write=False)) as reading:
            assert theirs in ids_of(reading)
            assert finish(checked(reading)) == []
            with pytest.raises(AnnotatorError, match="only to be read"):
                reading.do("No", Edit(reading.settings, Settings("Mine")))
    finally:
        other.send_signal(signal.SIGKILL)
        other.communicate()
    with closing(Project.open(closed)) as project:
        assert theirs in ids_of(project)
        assert finish(checked(project)) == []


def test_a_link_to_the_project_is_the_project(project: Project, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "Link.annot"
    link.parent.mkdir()
    link.symlink_to(project.path)
    with pytest.raises(AnnotatorError, match="open in another window"):
        Project.open(link)


def test_reading_beside_takes_no_lock_away(project: Project, desk: Desk) -> None:
    """On POSIX, closing any descriptor of a file drops all locks that the process has on it."""
    tagged(desk, 0)
    Project.open(project.path, write=False).close()
    project.beside().close()
    probe = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
        "c.execute('SELECT * FROM labels'); c.close()"
    )
    subprocess.run([sys.executable, "-c", probe, str(project.path)], check=True)
    assert project.path.with_name(f"{project.path.name}-wal").exists(), "deleted as by the last"
    tagged(desk, 1)


def test_reading_leaves_nothing_behind(closed: Path) -> None:
    before = content(closed.parent)
    with closing(Project.open(closed, write=False)) as project:
        assert everything(project)
    assert content(closed.parent) == before


# ---------------------------------------------------------------------------- gone


def deleted(path: Path) -> None:
    path.unlink()


def renamed(path: Path) -> None:
    path.rename(path.with_name("Other.annot"))


def replaced(path: Path) -> None:
    twin = path.with_name("Twin.annot")
    shutil.copy(path, twin)
    twin.replace(path)


def folder_renamed(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def folder_in_the_way(path: Path) -> None:
    folder_renamed(path)
    path.parent.write_bytes(b"")


def log_deleted(path: Path) -> None:
    path.with_name(f"{path.name}-wal").unlink()


@pytest.mark.parametrize(
    "vanish", [deleted, renamed, replaced, folder_renamed, folder_in_the_way, log_deleted]
)
def test_a_vanished_project_is_told_and_saved_elsewhere(
    closed: Path, tmp_path: Path, vanish: Callable[[Path], None]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = closed.rename(folder / closed.name)
    project = Project.open(path)
    desk = Desk(project, project.annotators()[0])
    acknowledged = ids_of(project) | {tagged(desk, at) for at in range(1, 9)}
    vanish(path)
    for _ in range(2):
        with pytest.raises(Vanished, match="save a copy now"):
            tagged(desk, 9)
    assert ids_of(project) == acknowledged
    with pytest.raises(AnnotatorError, match="choose another name"):
        project.save_copy(path)
    copy = tmp_path / "Copy.annot"
    project.save_copy(copy)
    project.close()
    rescued = list(path.parent.glob(f"{path.name}-backups/rescued-*.annot"))
    assert bool(rescued) == path.parent.is_dir()
    for each in (copy, *rescued):
        with closing(Project.open(each)) as saved:
            assert ids_of(saved) == acknowledged
            assert finish(checked(saved)) == []
            tagged(Desk(saved, saved.annotators()[0]), 9)


def test_a_project_put_back_goes_on(project: Project, desk: Desk) -> None:
    first = tagged(desk, 0)
    renamed(project.path)
    with pytest.raises(Vanished):
        tagged(desk, 1)
    project.path.with_name("Other.annot").rename(project.path)
    second = tagged(desk, 1)
    assert ids_of(project) == {first, second}


def test_a_renamed_project_has_all_its_labels_under_its_new_name(closed: Path) -> None:
    project = Project.open(closed)
    second = tagged(Desk(project, project.annotators()[0]), 1)
    renamed(closed)
    project.close()
    with closing(Project.open(closed.with_name("Other.annot"))) as other:
        assert second in ids_of(other)


def test_closing_a_replaced_project_leaves_what_took_its_place(closed: Path, sound: Path) -> None:
    with closing(Project.open(sound, write=False)) as expected:
        theirs = everything(expected)
    project = Project.open(closed)
    tagged(Desk(project, project.annotators()[0]), 1)
    shutil.copy(sound, closed.with_name("New.annot"))
    closed.with_name("New.annot").replace(closed)
    project.close()
    with closing(Project.open(closed)) as there:
        assert everything(there) == theirs
        assert finish(checked(there)) == []


def test_the_log_of_another_file_is_not_taken_in(crashed: Path, sound: Path) -> None:
    """The project was put in place of one that had crashed, whose log still lies there."""
    shutil.copy(sound, crashed)
    assert "damaged" in assert_refused(crashed, Damaged)
    crashed.with_name(f"{crashed.name}-wal").unlink()
    Project.open(crashed).close()


def test_the_log_is_not_taken_in_by_an_older_copy_of_the_project(closed: Path) -> None:
    """The pages of two times together look sound one by one; only the indexes tell."""
    older, log = closed.read_bytes(), b""
    for start in (120, 140):
        with closing(Project.open(closed)) as project:
            for at in range(start, start + 20):
                tagged(Desk(project, project.annotators()[0]), at)
            log = closed.with_name(f"{closed.name}-wal").read_bytes()
    closed.write_bytes(older)
    closed.with_name(f"{closed.name}-wal").write_bytes(log)
    assert "damaged" in assert_refused(closed, Damaged)


def test_damage_under_the_program_is_said(project: Project, desk: Desk) -> None:
    tagged(desk, 0)
    project.close()
    again = Project.open(project.path)
    size = project.path.stat().st_size
    with project.path.open("r+b") as file:
        file.seek(4_096)
        file.write(os.urandom(size - 4_096))
    with closing(again), pytest.raises(Damaged, match="backups"):
        everything(again)
