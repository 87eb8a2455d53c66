"""Files that were spoilt or made up: refused with a sentence, and the project as it was."""

import gzip
import io
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, AnnotatorKind, Codebook, Label, Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.delivery import Delivery
from annotator.sync.delivery_file import read_delivery, write_delivery
from annotator.sync.merging import merge
from annotator.sync.packing import hand_in, project_from, work_pack
from tests.sync.copies import copy_for, desk_of, merged, tables, tag


@pytest.fixture
def lead(project: Project) -> Project:
    for name in ("Ben", "Cleo"):
        project.annotator_named(name, make=True)
    tag(desk_of(project, "Cleo"), "scrapped")
    return project


@pytest.fixture
def ben(lead: Project, tmp_path: Path) -> Iterator[Desk]:
    with closing((desk := copy_for(lead, "Ben", tmp_path)).project):
        label = tag(desk, "catastrophic", intensity=5)
        desk.set_note(label, "why not “costly”? 🚢")
        desk.answer(label.article_id, "slant", -2)
        yield desk


@pytest.fixture
def good(ben: Desk) -> Delivery:
    return hand_in(ben.project, ben.annotator)


@pytest.fixture
def file(good: Delivery, tmp_path: Path) -> Path:
    path = tmp_path / "Ben.handin"
    finish(write_delivery(good, path))
    return path


def packed(content: bytes) -> bytes:
    """The content in gzip, as the program packs it."""
    buffer = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, buffer, mtime=0) as stream:
        stream.write(content)
    return buffer.getvalue()


def refusal(project: Project, delivery: Delivery) -> str:
    """The sentence with which a delivery is refused; the project is as it was."""
    before = tables(project)
    with pytest.raises(AnnotatorError) as caught:
        merged(project, delivery)
    assert tables(project) == before
    assert str(caught.value).endswith("Nothing was changed.")
    return str(caught.value)


# ---------------------------------------------------------------------------- the file


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_altered_by_one_byte_is_refused(file: Path, data: st.DataObject) -> None:
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    spoilt = file.with_name("spoilt.handin")
    spoilt.write_bytes(content)
    with pytest.raises(AnnotatorError, match=r"spoilt\.handin.*[Nn]othing was changed"):
        finish(read_delivery(spoilt))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_text_altered_and_packed_again_is_refused(file: Path, data: st.DataObject) -> None:
    content = bytearray(gzip.decompress(file.read_bytes()))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    spoilt = file.with_name("spoilt.handin")
    spoilt.write_bytes(packed(bytes(content)))
    with pytest.raises(AnnotatorError, match=r"[Nn]othing was changed\."):
        finish(read_delivery(spoilt))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_that_is_cut_off_is_refused(file: Path, data: st.DataObject) -> None:
    content = file.read_bytes()
    cut = file.with_name("cut.handin")
    cut.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    with pytest.raises(AnnotatorError, match=r"[Nn]othing was changed\."):
        finish(read_delivery(cut))


@pytest.mark.parametrize(
    "content",
    [b"", b"Regime", b"PK\x03\x04", gzip.compress(b""), gzip.compress(b"{}\n")],
)
def test_what_is_no_hand_in_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.handin"
    path.write_bytes(content)
    with pytest.raises(AnnotatorError, match="no hand-in, work pack or lesson"):
        finish(read_delivery(path))


def test_a_file_that_unpacks_without_end_is_stopped(file: Path) -> None:
    header = gzip.decompress(file.read_bytes()).split(b"\n")[0] + b"\n"
    file.write_bytes(packed(header + b" " * (300 * 1024 * 1024)))
    with pytest.raises(AnnotatorError, match="larger than 256 MB"):
        finish(read_delivery(file))


def test_a_file_of_a_newer_program_is_refused(file: Path) -> None:
    lines = gzip.decompress(file.read_bytes()).split(b"\n")
    lines[0] = msgspec.json.encode(json.loads(lines[0]) | {"format": 2})
    file.write_bytes(packed(b"\n".join(lines)))
    with pytest.raises(AnnotatorError, match="made by a newer Annotator"):
        finish(read_delivery(file))


# ---------------------------------------------------------------------------- what it says


def with_label(delivery: Delivery, change: Callable[[Label], Label]) -> Delivery:
    """The delivery with every label in it changed so."""

    def changed(record: Any) -> Any:
        return change(record) if isinstance(record, Label) else record

    def step(each: Step) -> Step:
        edits = tuple(Edit(changed(it.before), changed(it.after)) for it in each.edits)
        return replace(each, edits=edits)

    return replace(delivery, steps=tuple(map(step, delivery.steps)))


def test_a_hand_in_of_another_project_is_refused(
    lead: Project, good: Delivery, tmp_path: Path, codebook: Codebook
) -> None:
    with closing(Project.create(tmp_path / "Other.annot", "Other", codebook, "Ines")) as other:
        assert "another project, “Harbour”" in refusal(other, good)


def test_work_of_somebody_else_is_refused(lead: Project, ben: Desk, good: Delivery) -> None:
    cleo = lead.annotator_named("Cleo").id
    renamed = Edit(lead.settings, replace(lead.settings, name="Mine"))
    for bad in (
        with_label(good, lambda label: replace(label, annotator_id=cleo)),
        replace(good, steps=tuple(replace(it, annotator_id=cleo) for it in good.steps)),
        replace(
            good,
            records=tuple(it for each in lead.article_ids() for it in lead.labels(each, cleo)),
        ),
        replace(
            good,
            steps=(replace(good.steps[0], edits=(renamed,)),),
        ),
    ):
        assert "somebody else" in refusal(lead, bad)


def test_a_hand_in_cannot_take_a_label_of_another_for_its_own(
    lead: Project, good: Delivery
) -> None:
    cleo = lead.annotator_named("Cleo").id
    [theirs] = [it for each in lead.article_ids() for it in lead.labels(each, cleo)]
    stolen = with_label(good, lambda label: replace(label, id=theirs.id))
    assert "of somebody else" in refusal(lead, stolen)
    base = replace(good, steps=(), records=(replace(theirs, annotator_id=good.who),))
    assert "of somebody else" in refusal(lead, base)


def test_a_label_that_does_not_stand_on_its_text_is_refused(lead: Project, good: Delivery) -> None:
    for change in (
        lambda label: replace(label, quote="Catastrophic"),
        lambda label: replace(label, pieces=(Span(0, 10**9),)),
        lambda label: replace(label, pieces=(Span(-5, 3),)),
        lambda label: replace(label, pieces=(Span(9, 3),)),
        lambda label: replace(label, pieces=()),
    ):
        assert "abel " in refusal(lead, with_label(good, change))


def test_an_article_that_is_not_here_is_named(lead: Project, good: Delivery) -> None:
    refs = tuple(replace(ref, id="elsewhere", title="Elsewhere") for ref in good.refs)
    assert "articles that are not here: “Elsewhere”" in refusal(lead, replace(good, refs=refs))
    refs = tuple(replace(ref, sha256="0" * 64) for ref in good.refs)
    assert "has another text here" in refusal(lead, replace(good, refs=refs))
    assert "does not name" in refusal(lead, replace(good, refs=()))


def test_a_codebook_that_is_not_this_projects_is_refused(lead: Project, good: Delivery) -> None:
    [(version, book)] = good.codebooks
    other = replace(good, codebooks=((version, replace(book, name="Another")),))
    assert "is not the one of this project" in refusal(lead, other)
    assert "does not tell version 1" in refusal(lead, replace(good, codebooks=()))


def test_a_tag_that_the_codebook_lacks_is_refused(lead: Project, good: Delivery) -> None:
    [(version, book)] = good.codebooks
    [tag_given] = {
        it.tag
        for it in (edit.after for step in good.steps for edit in step.edits)
        if isinstance(it, Label)
    }
    steps = tuple(
        replace(step, edits=tuple(map(_tagged_otherwise, step.edits))) for step in good.steps
    )
    assert book.tag(tag_given) is not None
    assert book.tag("nowhere") is None
    said = refusal(lead, replace(good, steps=steps))
    assert f"“nowhere” is no tag of version {version} of its codebook" in said


def _tagged_otherwise(edit: Edit) -> Edit:
    sides = (edit.before, edit.after)
    return Edit(*(replace(it, tag="nowhere") if isinstance(it, Label) else it for it in sides))


def test_a_step_told_otherwise_than_it_was_is_refused(lead: Project, good: Delivery) -> None:
    merged(lead, good)
    other = replace(good, steps=(replace(good.steps[0], id="another"), *good.steps[1:]))
    assert "tells a step of this project otherwise" in refusal(lead, other)
    twice = replace(good, steps=(*good.steps, good.steps[0]))
    assert "two of its steps have one number" in refusal(lead, twice)
    for clock in (0, 2**62):
        unordered = replace(good, steps=tuple(replace(it, clock=clock) for it in good.steps))
        assert "have no order" in refusal(lead, unordered)


def test_a_stranger_with_a_name_that_is_taken_is_refused(lead: Project, good: Delivery) -> None:
    stranger = Annotator("someone", "Cleo")
    assert "another annotator called Cleo" in refusal(
        lead, replace(good, annotators=(*good.annotators, stranger))
    )
    assert "whose it is" in refusal(lead, replace(good, who="nobody"))


def test_gold_is_not_handed_in(lead: Project, good: Delivery) -> None:
    before = lead.annotator_named("Ben")
    lead.do("Gold", Edit(before, replace(before, kind=AnnotatorKind.GOLD)))
    assert "gold labels are made by adjudication" in refusal(lead, good)


def test_one_bad_file_of_several_keeps_all_out(lead: Project, good: Delivery) -> None:
    before = tables(lead)
    with pytest.raises(AnnotatorError, match="another project"):
        finish(merge(lead, [good, replace(good, project_id="other")]))
    assert tables(lead) == before


def test_a_merge_that_is_stopped_leaves_the_project_as_it_was(
    lead: Project, good: Delivery
) -> None:
    before = tables(lead)
    work = merge(lead, [good, good])
    next(work)
    next(work)
    work.close()
    assert tables(lead) == before
    assert merged(lead, good).labels == 1


def test_a_rehearsal_says_what_would_come_and_changes_nothing(
    lead: Project, good: Delivery
) -> None:
    before = tables(lead)
    report = finish(merge(lead, [good], rehearse=True))
    assert report.labels == 1
    assert tables(lead) == before


def test_only_a_work_pack_makes_a_project(lead: Project, good: Delivery, tmp_path: Path) -> None:
    path = tmp_path / "Copy.annot"
    with pytest.raises(AnnotatorError, match="no work pack but a hand-in"):
        finish(project_from(good, path))
    pack = work_pack(lead, lead.annotator_named("Ben"))
    bad = replace(pack, codebooks=((1, replace(pack.codebooks[0][1], name="Another")),), steps=())
    spoilt = replace(bad, articles=(*bad.articles, *bad.articles))
    with pytest.raises(AnnotatorError):
        finish(project_from(replace(spoilt, who="nobody"), path))
    assert not path.exists()
