"""REFI-QDA projects: read as the other programs write them, written so that nothing is lost."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import CODEBOOK, OPTIONS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span, State, Tag
from annotator.core.work import finish
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.offsets import Unit, UnitUnclear
from annotator.formats.source import Source
from annotator.formats.tools import refi
from annotator.formats.writing import written

PLAIN = ReadOptions()
NAME = "{urn:QDA-XML:project:1.0}"
ODA = "11111111-1111-4111-8111-111111111111"
LOADED, DOUBT, PEOPLE = (f"2222222{n}-2222-4222-8222-222222222222" for n in range(3))
ARTICLE = "33333333-3333-4333-8333-333333333333"
CODING = "44444444-4444-4444-8444-444444444444"


def project(sources: str, *, origin: str = "Some program", rest: str = "") -> str:
    """A project.qde as a program writes it, with three codes and one user."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Harbour" origin="{origin}"
  creatingUserGUID="{ODA}" creationDateTime="2026-01-02T03:04:05Z">
  <Users><User guid="{{{ODA.upper()}}}" name="Oda Renk" id="OR"/></Users>
  <CodeBook><Codes>
    <Code guid="{LOADED}" name="Loaded language" isCodable="true" color="#FF0000">
      <Description>Words that sway.</Description>
      <Code guid="{DOUBT}" name="Doubt" isCodable="true"/>
    </Code>
    <Code guid="{PEOPLE}" name="People" isCodable="false">
      <Code guid="55555555-5555-4555-8555-555555555555" name="Doubt" isCodable="true"/>
    </Code>
  </Codes></CodeBook>
  <Variables><Variable guid="66666666-6666-4666-8666-666666666666" name="Outlet"
    typeOfVariable="Text"/></Variables>
  <Sources>{sources}</Sources>
  {rest}
</Project>"""


def selection(start: int, end: int, name: str = "", code: str = LOADED, more: str = "") -> str:
    """A selection with a coding."""
    return (
        f'<PlainTextSelection guid="{CODING[:-1]}5" name="{name}" startPosition="{start}" '
        f'endPosition="{end}" creatingUser="{ODA}" creationDateTime="2026-01-02T03:04:05Z">{more}'
        f'<Coding guid="{CODING}" creatingUser="{ODA}"><CodeRef targetGUID="{code}"/></Coding>'
        "</PlainTextSelection>"
    )


def source(inner: str, name: str = "The harbour") -> str:
    """A text source."""
    return (
        f'<TextSource guid="{ARTICLE}" name="{name}" richTextPath="internal://{ARTICLE}.docx" '
        f'plainTextPath="internal://{ARTICLE}.txt">{inner}</TextSource>'
    )


def archive(tmp_path: Path, qde: str, texts: Mapping[str, bytes | str]) -> Path:
    """A .qdpx file of this project and these members."""
    path = tmp_path / "in.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", qde)
        for name, text in texts.items():
            made.writestr(name, text)
    return path


def found_in(path: Path, options: ReadOptions = PLAIN) -> tuple[list[Draft], list[tuple[str, str]]]:
    """The drafts, and what was left out with the reason."""
    found = list(refi.read(Source(path), options))
    return (
        [item for item in found if isinstance(item, Draft)],
        [(item.where, item.why) for item in found if isinstance(item, Skipped)],
    )


def one(tmp_path: Path, inner: str, text: bytes | str, **more: str) -> Draft:
    """The only draft of a project with this source, of which nothing was left out."""
    path = archive(tmp_path, project(source(inner), **more), {f"sources/{ARTICLE}.txt": text})
    [draft], left = found_in(path)
    assert left == []
    return draft


# ---------------------------------------------------------------------------- what others write


def test_a_project_is_read_value_by_value(tmp_path: Path) -> None:
    text = "Port shut\n\nThe 😀 regime shut the port."
    note = '<NoteRef targetGUID="77777777-7777-4777-8777-777777777777"/>'
    inner = (
        "<Description>From the archive.</Description>"
        + selection(17, 23, "regime", more="<Description>Strong word</Description>")
        + selection(24, 28, "shut", DOUBT, note)
        + '<VariableValue><VariableRef targetGUID="66666666-6666-4666-8666-666666666666"/>'
        "<TextValue>The Bell</TextValue></VariableValue>"
    )
    notes = (
        '<Notes><Note guid="77777777-7777-4777-8777-777777777777">'
        "<PlainTextContent>See page 2</PlainTextContent></Note></Notes>"
    )
    draft = one(tmp_path, inner, text, rest=notes)
    assert draft.text == text
    assert draft.headline_end == 9
    assert (draft.title, draft.id) == ("The harbour", ARTICLE)
    assert (draft.outlet, dict(draft.extra)) == ("The Bell", {"description": "From the archive."})
    assert said(draft) == [
        ("Loaded language", [(17, 23)], "regime"),
        ("Loaded language / Doubt", [(24, 28)], "shut"),
    ]
    loaded, doubt = draft.labels
    assert (loaded.annotator, loaded.note, loaded.id) == ("Oda Renk", "Strong word", CODING)
    assert loaded.created == "2026-01-02T03:04:05.000Z"
    assert doubt.note == "See page 2"


def test_several_codes_on_a_selection_are_a_label_each(tmp_path: Path) -> None:
    second = f'<Coding guid="{CODING[:-1]}9"><CodeRef targetGUID="{PEOPLE}"/></Coding>'
    inner = selection(4, 10, "").replace("</PlainTextSelection>", second + "</PlainTextSelection>")
    draft = one(tmp_path, inner, "The regime fell.")
    assert [label.tag for label in draft.labels] == ["Loaded language", "People"]
    assert [label.annotator for label in draft.labels] == ["Oda Renk", "Oda Renk"]


@pytest.mark.parametrize("name", ["regime", "regime fell and ros...", "regime fell and ros…"])
@pytest.mark.parametrize("unit", [Unit.CODE_POINTS, Unit.UTF16])
def test_the_quote_tells_the_unit(unit: Unit, name: str, tmp_path: Path) -> None:
    text = "Fire 😀😀 and the regime fell and rose."
    start = text.index("regime")
    end = start + 6 if name == "regime" else text.index(" rose") + 5
    if unit is Unit.UTF16:
        start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in (start, end))
    draft = one(tmp_path, selection(start, end, name), text)
    assert draft.text[slice(*draft.labels[0].pieces[0])].startswith("regime")


def test_without_a_quote_the_unit_is_asked_for(tmp_path: Path) -> None:
    text = "Fire 😀 and the regime fell."
    start = text.index("regime")
    qde = project(source(selection(start, start + 6, "")))
    path = archive(tmp_path, qde, {f"Sources/{ARTICLE.upper()}.TXT": text})
    with pytest.raises(UnitUnclear):
        found_in(path)
    [draft], _ = found_in(path, ReadOptions(unit=Unit.CODE_POINTS))
    assert said(draft)[0][2] == "regime"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("origin", "name", "width"),
    [("NVivo 12", "", 2), ("ATLAS.ti 23", "", 1), ("X", "regime", 1), ("X", "regime", 2)],
)
def test_windows_line_ends_count_as_the_program_counts_them(
    mark: str, origin: str, name: str, width: int, tmp_path: Path
) -> None:
    raw = "One\r\n\r\nThe regime\r\nfell."
    start = (raw if width == 2 else raw.replace("\r\n", "\n")).index("regime")
    draft = one(tmp_path, selection(start, start + 6, name), mark + raw, origin=origin)
    assert draft.text == "One\n\nThe regime\nfell."
    assert said(draft)[0][1:] == ([(9, 15)], "regime")


def test_a_mark_that_was_counted_is_found_by_the_quote(tmp_path: Path) -> None:
    draft = one(tmp_path, selection(5, 11, "regime"), "\ufeffThe regime fell.")
    assert said(draft)[0][1:] == ([(4, 10)], "regime")


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    representation = source(selection(0, 3)).replace("TextSource", "Representation")
    path = archive(
        tmp_path,
        project(
            '<PictureSource guid="x" name="A picture"/><PDFSource name="Bare"/>'
            f'<PDFSource name="Told">{representation}</PDFSource>'
            '<TextSource name="Away" plainTextPath="relative:///a.txt"/>'
            '<TextSource name="Lost" plainTextPath="internal://../../etc/passwd"/>'
            '<TextSource name="Rich" richTextPath="internal://a.docx"/>'
            "<TextSource name='In'><PlainTextContent>The end</PlainTextContent></TextSource>"
        ),
        {f"sources/{ARTICLE}.txt": "The regime."},
    )
    drafts, left = found_in(path)
    assert [draft.text for draft in drafts] == ["The regime.", "The end"]
    assert [draft.title for draft in drafts] == ["Told", "In"]
    assert left == [
        ("source “A picture”", "it is a picture"),
        ("source “Bare”", "it is a PDF without its plain text"),
        ("source “Away”", "its text is not in the file but elsewhere"),
        ("source “Lost”", "its text is not in the file"),
        ("source “Rich”", "there is no plain text of it in the file"),
    ]


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        (selection(9, 4), "9–4 is no part of the text"),
        (selection(4, 4), "4–4 is no part of the text"),
        (selection(0, 999), "0–999 is no part of the text"),
        (selection(-1, 3), "-1–3 is no part of the text"),
        (selection(0, 3, code=ODA), "its code is not in the codebook"),
        (selection(0, 3).replace("<CodeRef", "<Ref"), "its code is not in the codebook"),
        ('<PlainTextSelection startPosition="0" endPosition="3"/>', "it has no code"),
        ('<PlainTextSelection endPosition="3"/>', "-1–3 is no part of the text"),
        ('<Coding guid="x"/>', "codes on the whole of it: 1"),
        ('<NoteRef targetGUID="x"/>', "notes on the whole of it, or without a code: 1"),
    ],
)
def test_what_is_no_label_is_told(inner: str, why: str, tmp_path: Path) -> None:
    path = archive(tmp_path, project(source(inner)), {f"sources/{ARTICLE}.txt": "The end"})
    [draft], [(where, reason)] = found_in(path)
    assert draft.labels == ()
    assert where.startswith("source “The harbour”")
    assert reason == why


# ---------------------------------------------------------------------------- what we write


def test_what_is_written(tmp_path: Path) -> None:
    text = "A 😀 fire. The regime fell."
    item = labelled(text, [[Span(2, 3), Span(10, 20)]], note="why", fields={"intensity": 3})
    path = tmp_path / "out.qdpx"
    finish(written(path, refi.FORMAT, [item], OPTIONS))
    with zipfile.ZipFile(path) as made:
        root = fromstring(made.read("project.qde"))
        [element] = root.iter(NAME + "TextSource")
        where = str(element.get("plainTextPath")).replace("internal://", "sources/")
        assert made.read(where).decode() == text
    assert [child.tag.removeprefix(NAME) for child in root] == ["Users", "CodeBook", "Sources"]
    assert root.get("origin") == "Annotator"
    assert [user.get("name") for user in root.iter(NAME + "User")] == ["Oda Renk"]
    codes = {code.get("guid"): code for code in root.iter(NAME + "Code")}
    assert [code.get("name") for code in codes.values()] == [tag.name for tag in CODEBOOK.tags]
    first, second = root.iter(NAME + "PlainTextSelection")
    assert (first.get("startPosition"), first.get("endPosition")) == ("2", "3")
    assert (second.get("startPosition"), second.get("endPosition")) == ("10", "20")
    assert second.get("name") == text[10:20]
    assert first.get("creationDateTime") == "2026-03-14T09:26:53.589Z"
    [reference] = first.iter(NAME + "CodeRef")
    code = codes[reference.get("targetGUID")]
    assert (code.get("name"), code.get("color")) == ("Loaded language", "#c0392b")
    assert code.findtext(NAME + "Description") == '[annotator] {"key": "loaded-language"}'
    above, _, tail = str(first.findtext(NAME + "Description")).rpartition("\n")
    assert above == "why\nintensity: 3\npiece 1 of 2"
    known = json.loads(tail.removeprefix("[annotator] "))
    assert (known["note"], known["fields"]) == ("why", {"intensity": 3})
    assert (known["part"], known["parts"]) == (1, 2)


def test_the_order_of_elements_is_that_of_the_schema(tmp_path: Path) -> None:
    text = "The regime fell."
    item = labelled(text, on(text, "regime"))
    meta = replace(item.article.metadata, outlet="The Bell", extra={"desk": "Ports"})
    path = tmp_path / "out.qdpx"
    item = replace(item, article=replace(item.article, metadata=meta))
    finish(written(path, refi.FORMAT, [item], OPTIONS))
    with zipfile.ZipFile(path) as made:
        root = fromstring(made.read("project.qde"))
    parts = ["Users", "CodeBook", "Variables", "Sources"]
    assert [child.tag.removeprefix(NAME) for child in root] == parts
    [element] = root.iter(NAME + "TextSource")
    assert [child.tag.removeprefix(NAME) for child in element] == [
        "Description",
        "PlainTextSelection",
        "VariableValue",
        "VariableValue",
    ]
    [draft], left = found_in(path)
    assert left == []
    assert (draft.outlet, dict(draft.extra)) == ("The Bell", {"desk": "Ports"})
    assert draft.states == {"Oda Renk": State.DONE}
    assert [(it.question, it.value, it.annotator) for it in draft.answers] == [
        ("slant", 3, "Oda Renk")
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text),
    unit=st.sampled_from([None, Unit.CODE_POINTS, Unit.UTF16]),
)
def test_everything_comes_back(
    items: list[LabelledArticle], unit: Unit | None, tmp_path: Path
) -> None:
    options = replace(OPTIONS, unit=unit)
    done, drafts = there_and_back(refi.FORMAT, items, tmp_path, options)
    count = sum(len(item.labels) for item in items)
    labels = f"{count} label{'' if count == 1 else 's'}"
    told = (f"{labels} written without their codebook’s version",)
    assert done.losses == (told if count else ())
    for item, draft in zip(items, drafts, strict=True):
        assert draft.text == item.article.text
        assert (draft.id, draft.title) == (item.article.id, item.article.title)
        assert draft.headline_end == item.article.headline_end
        for label, back in zip(item.labels, draft.labels, strict=True):
            assert (back.tag, back.pieces, back.id) == (label.tag, label.pieces, label.id)
            assert (back.note, back.fields) == (label.note, label.fields)
            assert (back.created, back.updated) == (label.created, label.updated)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(item=labelled_articles())
def test_positions_count_utf16_where_that_is_asked_for(
    item: LabelledArticle, tmp_path: Path
) -> None:
    text, path = item.article.text, tmp_path / "out.qdpx"
    finish(written(path, refi.FORMAT, [item], replace(OPTIONS, unit=Unit.UTF16)))
    with zipfile.ZipFile(path) as made:
        root = fromstring(made.read("project.qde"))
    found = {
        (int(each.get("startPosition", -1)), int(each.get("endPosition", -1)))
        for each in root.iter(NAME + "PlainTextSelection")
    }
    assert found == {
        tuple(len(text[:at].encode("utf-16-le")) // 2 for at in piece)
        for label in item.labels
        for piece in label.pieces
    }
    [draft], left = found_in(path)  # and nobody has to say so
    assert left == []
    assert said(draft) == sorted(
        (it.tag, [tuple(piece) for piece in it.pieces], it.quote) for it in item.labels
    )


def test_what_xml_cannot_hold_comes_back_too(tmp_path: Path) -> None:
    text = "\ufeffThe\x07 regi\x00me".replace("\x00", "") + "\x0b fell\ufffe."
    note = " [annotator] {}\n\x01\r\ud7ff"
    item = labelled(text, [[Span(0, 5)]], tags=["t\x02ag"], note=note, people=["O\x03da"])
    meta = replace(item.article.metadata, title="A\x04", outlet="B\x05", extra={"c\r": "d"})
    item = replace(item, article=replace(item.article, metadata=meta))
    _, [draft] = there_and_back(refi.FORMAT, [item], tmp_path)
    [label] = draft.labels
    assert (draft.text, draft.title, draft.outlet) == (text, "A\x04", "B\x05")
    assert dict(draft.extra) == {"c\r": "d"}
    assert (label.tag, label.note, label.annotator) == ("t\x02ag", note, "O\x03da")


def test_a_note_that_was_changed_elsewhere_counts(tmp_path: Path) -> None:
    text = "The regime fell."
    item = labelled(text, on(text, "regime"), note="old", fields={"intensity": 3})
    path = tmp_path / "out.qdpx"
    finish(written(path, refi.FORMAT, [item], OPTIONS))
    with zipfile.ZipFile(path) as made:
        members = {name: made.read(name) for name in made.namelist()}
    members["project.qde"] = members["project.qde"].replace(b">old\n", b">new\n")
    with zipfile.ZipFile(path, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    [draft], _ = found_in(path)
    assert draft.labels[0].note == "new\nintensity: 3"
    assert draft.labels[0].fields == {"intensity": 3}


def test_tags_keep_their_order_of_rank_and_get_names_of_their_own(tmp_path: Path) -> None:
    tags = (
        Tag("a", "Same", parent="b", colour="#123456"),
        Tag("b", "Same", definition="Above."),
        Tag("c", "Round", parent="d"),
        Tag("d", "Rounder", parent="c"),
    )
    text = "The regime fell."
    item = labelled(text, on(text, "The", "regime", "fell"), tags=("a", "b", "Same"))
    options = replace(OPTIONS, codebook=replace(CODEBOOK, tags=tags))
    _, [draft] = there_and_back(refi.FORMAT, [item], tmp_path, options)
    assert [label.tag for label in draft.labels] == ["a", "b", "Same"]
    with zipfile.ZipFile(next(tmp_path.iterdir())) as made:
        root = fromstring(made.read("project.qde"))
    names = sorted(str(code.get("name")) for code in root.iter(NAME + "Code"))
    assert names == ["Round", "Rounder", "Same", "Same (Same)", "Same (b)"]
    [below] = [code for code in root.iter(NAME + "Code") if len(code.findall(NAME + "Code"))]
    assert below.get("name") == "Same (b)"


# ---------------------------------------------------------------------------- hostile files


def test_entities_are_never_read(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Project>&b;</Project>'
    with pytest.raises(AnnotatorError, match="entities"):
        found_in(archive(tmp_path, bomb, {}))


@pytest.mark.parametrize(
    "qde", ["", "<", "<Project>", "<a/>", '<?xml version="1.0" encoding="x"?>']
)
def test_a_project_that_is_none_is_told(qde: str, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"^it|^its"):
        found_in(archive(tmp_path, qde, {}))


def test_an_archive_without_a_project_is_told(tmp_path: Path) -> None:
    path = tmp_path / "in.qdpx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", "b")
    with pytest.raises(AnnotatorError, match=r"holds no project\.qde"):
        found_in(path)


def test_what_unpacks_to_too_much_is_told(tmp_path: Path) -> None:
    path = archive(
        tmp_path, project(source("")), {f"sources/{ARTICLE}.txt": b"a" * (64 * 1024 * 1024 + 1)}
    )
    assert path.stat().st_size < 1_000_000
    drafts, [(_, why)] = found_in(path)
    assert drafts == []
    assert "unpacks to more than 64 MB" in why


def test_deep_codes_and_broken_tails_do_no_harm(tmp_path: Path) -> None:
    deep = f'<Code guid="{LOADED}" name="x">' * 3_000 + "</Code>" * 3_000
    qde = project(
        source(
            "<Description>[annotator] {</Description>"
            + selection(0, 3, more='<Description>[annotator] {"fields": 3}</Description>')
        )
    ).replace("<CodeBook><Codes>", f"<CodeBook><Codes>{deep}")
    [draft], left = found_in(archive(tmp_path, qde, {f"sources/{ARTICLE}.txt": "The end"}))
    assert left == []
    assert draft.labels[0].note == '[annotator] {"fields": 3}'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_damaged_files_are_told_or_read(data: st.DataObject, tmp_path: Path) -> None:
    qde = project(source(selection(4, 10, "regime") + selection(0, 3, "The", DOUBT)))
    at = data.draw(st.integers(0, len(qde)))
    kind = data.draw(st.sampled_from(["cut", "put", "zip"]))
    if kind == "cut":
        qde = qde[:at] + qde[at + data.draw(st.integers(1, 60)) :]
    elif kind == "put":
        qde = qde[:at] + data.draw(st.text(max_size=5)).replace("\ud800", "") + qde[at:]
    path = archive(
        tmp_path,
        qde.encode("utf-8", "replace").decode(),
        {f"sources/{ARTICLE}.txt": data.draw(st.binary(max_size=40))},
    )
    if kind == "zip":
        raw = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    try:
        found = list(refi.read(Source(path), ReadOptions()))
    except AnnotatorError:
        return
    for item in found:
        if isinstance(item, Draft):
            for label in item.labels:
                assert all(0 <= a < b <= len(item.text) for a, b in label.pieces)


def test_only_zip_archives_are_sniffed(tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    path.write_bytes(b"<Project/>")
    assert not refi.sniff(Source(path))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("project.qde", "")
    path.write_bytes(stream.getvalue())
    assert refi.sniff(Source(path))
