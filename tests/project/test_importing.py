"""Files into a project: whole or not at all, and what is left out is told."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.errors import AnnotatorError
from annotator.core.model import Kind, Origin, State
from annotator.core.work import finish
from annotator.formats.exchange import ReadOptions
from annotator.formats.offsets import Unit
from annotator.formats.registry import format_named
from annotator.formats.source import Source
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import ImportOptions, ImportReport, Twins, import_files

TEXT = "Nobody knew. The regime 🚢 sank the beloved ferry without a word."


def row(text: str = TEXT, **more: object) -> dict[str, object]:
    return {"text": text, "labels": [], **more}


def label(text: str, quote: str, tag: str, **more: object) -> dict[str, object]:
    at = text.index(quote)
    return {"tag": tag, "start": at, "end": at + len(quote), "quote": quote, **more}


def written(path: Path, *rows: object) -> Source:
    path.write_text("".join(f"{json.dumps(each)}\n" for each in rows), "utf-8")
    return Source(path)


def imported(project: Project, *sources: Source, **options: object) -> ImportReport:
    chosen = ImportOptions(form=format_named("jsonl"), **options)  # type: ignore[arg-type]
    return finish(import_files(project, sources, chosen))


def everything(project: Project) -> list[tuple[object, ...]]:
    """All rows of all tables, as another program sees them."""
    with closing(sqlite3.connect(project.path)) as file:
        tables = ("articles", "texts", "labels", "answers", "annotators", "codebooks", "journal")
        return [r for table in tables for r in file.execute(f"SELECT * FROM {table} ORDER BY 1")]


# ---------------------------------------------------------------------------- labels


def test_labels_come_with_their_annotator_fields_note_and_state(
    project: Project, tmp_path: Path
) -> None:
    found = label(TEXT, "regime", "loaded", annotator="Omar", fields={"intensity": 4}, note="who?")
    done = imported(
        project, written(tmp_path / "in.jsonl", row(labels=[found], states={"Omar": "done"}))
    )
    [article_id] = done.ids
    [made] = project.labels(article_id)
    omar = project.annotator_named("Omar")
    assert (made.tag, made.quote, made.annotator_id) == ("loaded", "regime", omar.id)
    assert (made.fields, made.note, made.origin) == ({"intensity": 4}, "who?", Origin.IMPORT)
    assert project.state(article_id, omar.id) is State.DONE
    assert done.new_annotators == ("Omar",)
    assert finish(checked(project)) == []


def test_a_tag_is_known_by_key_or_name_and_else_added_or_mapped_or_left_out(
    project: Project, tmp_path: Path
) -> None:
    tags = ("Loaded word", "PRAISE", "Name_Calling,Labeling", "So called", "nonsense")
    labels = [label(TEXT, "regime", tag) for tag in tags]
    source = written(tmp_path / "in.jsonl", row(labels=labels))
    done = imported(project, source, tags={"So called": "plain", "nonsense": ""})
    found = {each.tag for each in project.labels(done.ids[0])}
    assert found == {"loaded", "praise", "Name_Calling,Labeling", "plain"}
    assert done.new_tags == ("Name_Calling,Labeling",)
    assert [item.why for item in done.skipped] == ["the codebook has no tag “nonsense”"]
    project.read_again()
    assert project.codebook.tag("Name_Calling,Labeling") is not None
    again = imported(
        project,
        written(tmp_path / "b.jsonl", row("Other. " + TEXT, labels=[label(TEXT, "regime", "x y")])),
        new_tags=False,
    )
    assert (again.labels, len(again.skipped)) == (0, 1)


def test_labels_and_answers_of_a_name_can_go_to_an_annotator_who_is_there(
    project: Project, tmp_path: Path
) -> None:
    labels = [label(TEXT, "regime", "loaded", annotator="coder 1"), label(TEXT, "ferry", "plain")]
    answers = [
        {"question": "slant", "value": 1, "annotator": name} for name in ("", "coder 1", "Omar")
    ]
    source = written(
        tmp_path / "in.jsonl",
        row(labels=labels, answers=answers, states={"coder 1": "done"}),
    )
    [ines] = project.annotators()
    done = imported(project, source, annotators={"coder 1": ines.id})
    [article_id] = done.ids
    assert {it.quote for it in project.labels(article_id, ines.id)} == {"regime", "ferry"}
    assert project.state(article_id, ines.id) is State.DONE
    assert done.new_annotators == ("Omar",)
    assert (done.answers, len(done.skipped)) == (2, 1)
    assert "the same annotator has another answer" in done.skipped[0].why


def test_fields_that_the_codebook_lacks_are_added_and_unfit_values_told(
    project: Project, tmp_path: Path
) -> None:
    labels = [
        label(TEXT, "regime", "loaded", fields={"intensity": 9, "heat": 2, "why not": "so"}),
        label(TEXT, "beloved", "praise", fields={"heat": 11}),
    ]
    done = imported(project, written(tmp_path / "in.jsonl", row(labels=labels)))
    assert [item.why for item in done.skipped] == ["Intensity cannot be “9”"]
    heat = project.codebook.field("heat")
    assert heat is not None
    assert (heat.kind, heat.low, heat.high) == (Kind.SCALE, 1, 11)
    first, second = project.labels(done.ids[0])
    assert first.fields == {"heat": 2, "why-not": "so"}
    assert second.fields == {"heat": 11}


def test_what_does_not_stand_on_the_text_is_told_by_line(project: Project, tmp_path: Path) -> None:
    wrong = {"tag": "loaded", "start": 3, "end": 9, "quote": "regime"}
    touching = {"tag": "loaded", "start": 9, "end": 0, "pieces": [[9, 12], [0, 3]]}
    source = written(tmp_path / "in.jsonl", row("Plain."), row(labels=[wrong, touching]))
    done = imported(project, source)
    assert len(done.ids) == 2
    assert [item.where for item in done.skipped] == ["line 2, label “regime”"]
    [made] = project.labels(done.ids[1])
    assert [tuple(piece) for piece in made.pieces] == [(0, 3), (9, 12)]


# ---------------------------------------------------------------------------- twins


@pytest.mark.parametrize(
    ("twins", "articles", "labels"),
    [(Twins.MERGE, 4, 1), (Twins.SKIP, 4, 0), (Twins.KEEP, 5, 1), (Twins.LINK, 5, 1)],
)
def test_an_article_that_is_there_already(
    project: Project, tmp_path: Path, twins: Twins, articles: int, labels: int
) -> None:
    [first] = imported(project, written(tmp_path / "a.jsonl", row())).ids
    found = label(TEXT, "regime", "loaded", annotator="Omar")
    done = imported(project, written(tmp_path / "b.jsonl", row(labels=[found])), twins=twins)
    ids = project.article_ids()
    assert len(ids) == articles
    assert sum(len(project.labels(each)) for each in ids) == labels
    if twins is Twins.LINK:
        assert project.article(done.ids[0]).metadata.extra == {"version of": first}


def test_the_same_labels_are_added_once(project: Project, tmp_path: Path) -> None:
    found = label(TEXT, "regime", "loaded", annotator="Omar")
    source = written(tmp_path / "a.jsonl", row(labels=[found]))
    imported(project, source)
    again = imported(project, Source(source.path))
    assert (again.articles, again.labels) == (0, 0)


LONG = " ".join(f"The harbour board met on day {n} and said nothing new." for n in range(20))


@pytest.mark.parametrize(
    ("way", "articles", "linked"), [(Twins.KEEP, 2, 0), (Twins.SKIP, 1, 0), (Twins.LINK, 2, 1)]
)
def test_texts_that_are_nearly_the_same_are_found_if_one_wishes(
    project: Project, tmp_path: Path, way: Twins, articles: int, linked: int
) -> None:
    edited = LONG.replace("day 7", "Sunday")
    before = len(project.article_ids())
    first = written(tmp_path / "a.jsonl", row(LONG, title="First"), row(TEXT))
    imported(project, first)
    second = written(tmp_path / "b.jsonl", row(edited, title="Edited"), row("Quite another."))
    done = imported(project, second, near=0.7, near_twins=way)
    [twin] = done.near
    assert (twin.title, twin.other) == ("Edited", "First")
    assert 0.8 < twin.resemblance < 1
    assert len(project.article_ids()) == before + 2 + articles
    extras = [project.article(each).metadata.extra for each in done.ids]
    assert sum("version of" in extra for extra in extras) == linked
    assert imported(project, Source(second.path), twins=Twins.KEEP).near == ()


# ---------------------------------------------------------------------------- whole or not at all


def test_of_several_files_each_is_added_whole_or_left_out_whole(
    project: Project, tmp_path: Path
) -> None:
    good = written(tmp_path / "good.jsonl", row())
    emoji = "The 🚢 regime."
    doubtful = tmp_path / "doubtful.jsonl"
    lines = [
        {"text": "Fine.", "label": [[0, 4, "Loaded"]]},
        {"text": emoji, "label": [[7, 10, "x"]]},
    ]
    doubtful.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    before = len(project.article_ids())
    done = finish(import_files(project, [Source(doubtful), good]))
    assert len(project.article_ids()) == before + 1
    [left] = done.skipped
    assert left.where == str(doubtful)
    assert "--offsets" in left.why
    assert project.codebook.tag("Loaded") is None, "nothing of that file stays"

    options = ImportOptions(reading=ReadOptions(unit=Unit.UTF16))
    done = finish(import_files(project, [Source(doubtful)], options))
    assert [each.quote for each in project.labels(done.ids[1])] == ["reg"]


def test_a_rehearsal_tells_and_changes_nothing(project: Project, tmp_path: Path) -> None:
    found = label(TEXT, "regime", "brand-new", annotator="Omar")
    source = written(tmp_path / "a.jsonl", row(labels=[found]))
    before = everything(project)
    options = ImportOptions(form=format_named("jsonl"))
    told = finish(import_files(project, [source], options, rehearse=True))
    assert (told.articles, told.labels, told.new_tags) == (1, 1, ("brand-new",))
    assert everything(project) == before
    assert finish(import_files(project, [Source(source.path)], options)).labels == 1


def test_stopped_anywhere_it_leaves_the_project_as_it_was(project: Project, tmp_path: Path) -> None:
    rows = [row(f"{TEXT} {n}", labels=[label(TEXT, "regime", f"new-{n}")]) for n in range(100)]
    source = written(tmp_path / "a.jsonl", *rows)
    before = everything(project)
    yields = len(list(import_files(project, [source], rehearse=True)))
    assert yields >= 5
    for stop in range(yields):
        work = import_files(project, [Source(source.path)])
        for _ in range(stop + 1):
            next(work)
        work.close()
        assert everything(project) == before
    assert finish(import_files(project, [Source(source.path)])).labels == 100


def test_a_full_disk_in_the_middle_leaves_the_project_as_it_was(
    project: Project, tmp_path: Path
) -> None:
    rows = [row(f"{TEXT} {n} " + "word " * 500) for n in range(200)]
    source = written(tmp_path / "a.jsonl", *rows)
    before = everything(project)
    connection = project.store._db
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 40}")
    with pytest.raises(AnnotatorError, match="disk is full"):
        finish(import_files(project, [source]))
    assert everything(project) == before
    connection.execute("PRAGMA max_page_count = 1000000")
    assert finish(import_files(project, [Source(source.path)])).articles == 200


KILLED = """
import sys
from pathlib import Path
from annotator.formats.source import Source
from annotator.project import Project
from annotator.project.importing import import_files

project = Project.open(Path(sys.argv[1]))
for progress in import_files(project, [Source(Path(sys.argv[2]))]):
    print(progress.done, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
def test_killed_in_the_middle_it_leaves_the_project_as_it_was(
    project: Project, tmp_path: Path
) -> None:
    source = written(tmp_path / "a.jsonl", *(row(f"{TEXT} {n}") for n in range(3_000)))
    before = everything(project)
    path = project.path
    project.close()
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), str(source.path)], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    for _ in range(20):
        assert child.stdout.readline()
    time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
    with closing(Project.open(path)) as again:
        assert everything(again) == before
        assert finish(checked(again)) == []


def test_what_is_held_back_is_seen_by_what_follows_in_the_file(
    project: Project, tmp_path: Path
) -> None:
    first = label(
        TEXT, "regime", "loaded", annotator="Omar", id="0" * 8 + "-0000-7000-8000-" + "0" * 12
    )
    second = {**first, "tag": "praise", "annotator": "Ines"}
    rows = [
        row(labels=[first], title="One"),
        row(labels=[first, second], title="The same text again"),
        row(
            "Other. " + TEXT,
            labels=[{**label("Other. " + TEXT, "regime", "loaded"), "id": first["id"]}],
        ),
    ]
    done = imported(project, written(tmp_path / "a.jsonl", *rows))
    assert (done.articles, done.joined, done.labels) == (2, 1, 3)
    made = [each for article in done.ids for each in project.labels(article)]
    assert len({each.id for each in made}) == 3
    assert finish(checked(project)) == []
    assert project.article(done.ids[0]).title == "One"


def test_a_file_that_is_left_out_whole_is_no_neighbour_of_what_follows(
    project: Project, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jsonl"
    lines = [{"text": LONG, "label": []}, {"text": "The 🚢 regime.", "label": [[7, 10, "x"]]}]
    broken.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    edited = written(tmp_path / "edited.jsonl", row(LONG.replace("day 7", "Sunday")))
    options = ImportOptions(near=0.7, near_twins=Twins.LINK)
    done = finish(import_files(project, [Source(broken), edited], options))
    assert [each.where for each in done.skipped] == [str(broken)]
    assert done.near == ()
    [article_id] = done.ids
    assert "version of" not in project.article(article_id).metadata.extra
    assert not finish(checked(project))


def test_two_answers_of_one_id_both_come(project: Project, tmp_path: Path) -> None:
    same = "0198c0de-0000-7000-8000-000000000001"
    answers = [
        {"id": same, "question": name, "value": "yes", "annotator": "Omar"} for name in ("a", "b")
    ]
    done = imported(project, written(tmp_path / "in.jsonl", row(answers=answers)))
    assert done.answers == 2
    found = project.answers(done.ids[0])
    assert len({each.id for each in found}) == 2
    assert same in {each.id for each in found}


def test_the_step_names_what_came_in_the_right_number(project: Project, tmp_path: Path) -> None:
    imported(project, written(tmp_path / "text.jsonl", row()))
    labels = [label(TEXT, "regime", "doubt", annotator="Omar")]
    imported(project, written(tmp_path / "one.jsonl", row(labels=labels)))
    assert project.headings(None)[0].title == "1 label added from one.jsonl"


def test_a_file_with_a_tag_for_every_label_is_refused_before_it_takes_for_ever(
    project: Project, tmp_path: Path
) -> None:
    labels = [label(TEXT, "regime", f"text {number}") for number in range(1_001)]
    source = written(tmp_path / "wrong-column.jsonl", row(labels=labels))
    before = everything(project)
    with pytest.raises(AnnotatorError, match="more than 1,000 new tags, fields and questions"):
        imported(project, source)
    assert everything(project) == before
    known = imported(project, source, new_tags=False)
    assert (known.labels, known.articles, len(known.skipped), known.more) == (0, 1, 1_000, 1)
