"""Files as other programs make them, one of each format, and what is to be seen of them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import test_babe
import test_epub
import test_html
import test_hyperpartisan
import test_media_frames
import test_office
import test_parquet
import test_pdf
import test_ptc
import test_qualcoder
import test_rtf
import test_semeval2021
import test_taguette
import test_xlsx
from zips import packed


@dataclass(frozen=True)
class Foreign:
    """A file as another program makes it, and what of it is to be seen in the window.

    `article` is how the text of the first one begins, `labels` those of all.
    """

    form: str
    name: str
    made: Callable[[Path], object]
    article: str
    labels: tuple[str, ...] = ()
    owner: str = ""
    more: tuple[str, ...] = ()


def of(content: str | bytes) -> Callable[[Path], object]:
    """Writes this to a file."""
    return lambda path: path.write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )


def taguette_project(path: Path) -> None:
    at = len("Port shutThe 🚢 ".encode())
    rows = [(at, at + 6, "<i>regime</i>", (1,), "oda")]
    test_taguette.made(path, "<h1>Port shut</h1><p>The 🚢 <i>regime</i> fell.</p>", rows)


def qualcoder_project(path: Path) -> None:
    test_qualcoder.made(path, "Port shut\n\nThe 😀 regime fell.", [(1, "regime", 18, 24)])


def hyperpartisan_set(path: Path) -> None:
    path.write_text(test_hyperpartisan.ARTICLES, "utf-8")
    truth = path.with_name("ground-truth-training-byarticle.xml")
    truth.write_text(test_hyperpartisan.TRUTH, "utf-8")


ROWS = [["text", "tag", "start", "end", "outlet"], ["The regime fell.", "Slur", 4, 10, "Courier"]]
CSV = "\n".join(",".join(map(str, row)) for row in ROWS)
OBJECTS = [dict(zip(*ROWS, strict=True))]
COLUMNS = {name: [value] for name, value in OBJECTS[0].items()}
SLUR = ("Slur: “regime”",)
PDF = test_pdf.made(
    [
        test_pdf.shows(
            (40, 550, 20, "Ferry to close"),
            *test_pdf.lines(40, 490, *test_pdf.FIRST),
            *test_pdf.lines(40, 446, *test_pdf.SECOND),
        )
    ]
)
DOCX = test_office.word(test_office.p("Ferry", "Titel"), test_office.p("The board said so."))
ODT = test_office.writer("<text:p>The board said so.</text:p>")
ZIP = packed({"a/one.txt": "The first.", "two.md": "# Second\n\nThe *second*."})

FOREIGN = [
    Foreign(
        "txt", "one.txt", of("Ferry Sinks\n\nThe regime said nothing 🚢."), "Ferry Sinks\n\nThe"
    ),
    Foreign("markdown", "two.md", of("# Ferry\n\nThe *regime* said."), "Ferry\n\nThe regime said."),
    Foreign("html", "page.html", of(test_html.PAGE), "Ferry to close after sixty years"),
    Foreign("pdf", "ferry.pdf", of(PDF), "Ferry to close\n\nThe reckless harbour board will end"),
    Foreign("docx", "ferry.docx", of(DOCX), "Ferry\n\nThe board said so."),
    Foreign("odt", "ferry.odt", of(ODT), "The board said so."),
    Foreign("epub", "courier.epub", of(packed(test_epub.MEMBERS)), "Ferry to close\n\nThe board"),
    Foreign("rtf", "ferry.rtf", of(test_rtf.WORD), "Ferry to close"),
    Foreign("zip", "both.zip", of(ZIP), "The first."),
    Foreign(
        "taguette",
        "port.sqlite3",
        taguette_project,
        "Port shut",
        ("Loaded language: “regime”",),
        "oda",
    ),
    Foreign(
        "qualcoder",
        "port.qda",
        qualcoder_project,
        "Port shut",
        ("Loaded language: “regime”",),
        "ben",
    ),
    Foreign(
        "ptc",
        "ptc",
        lambda path: test_ptc.a_set(
            path,
            {
                f"article{test_ptc.NUMBER}.txt": test_ptc.TEXT,
                f"article{test_ptc.NUMBER}.task-flc-tc.labels": "\n".join(test_ptc.GOLDEN[:2]),
            },
        ),
        "Harbour board",
        ("Name_Calling,Labeling: “asleep at the wheel”", "Loaded_Language: “regime”"),
    ),
    Foreign(
        "semeval2021",
        "training_set_task2.txt",
        of(json.dumps(test_semeval2021.GOLDEN)),
        "THE MAYOR",
        ("Smears: “crackpot 😀 i”", "Glittering generalities (Virtue): “town”"),
    ),
    Foreign(
        "babe",
        "final_labels_SG2.csv",
        of(test_babe.GOLDEN),
        "The Mayor's",
        ("biased-word: “catastrophic”", "biased-word: “disastrous”"),
        "BABE experts",
        ("label “shame”", "label “slammed”"),
    ),
    Foreign(
        "media-frames",
        "ferries.json",
        of(json.dumps({test_media_frames.NAME: test_media_frames.ARTICLE})),
        "Ferry 😀 costs millions",
        ("Economic: “would cost bars $2m”",),
        "A1",
    ),
    Foreign("hyperpartisan", "articles-training-byarticle.xml", hyperpartisan_set, "Mayor's"),
    Foreign("csv-table", "table.csv", of(CSV), "The regime fell.", SLUR),
    Foreign("tsv", "table.tsv", of(CSV.replace(",", "\t")), "The regime fell.", SLUR),
    Foreign("json-table", "table.json", of(json.dumps(OBJECTS)), "The regime fell.", SLUR),
    Foreign("jsonl-table", "table.jsonl", of(json.dumps(OBJECTS[0])), "The regime fell.", SLUR),
    Foreign("xlsx", "table.xlsx", lambda p: test_xlsx.a_book(p, ROWS), "The regime fell.", SLUR),
    Foreign(
        "parquet", "table.parquet", lambda p: test_parquet.a_table(p, **COLUMNS), "The regime", SLUR
    ),
]
