"""A lesson on paper: its handout, and a feedback sheet for each student."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.output import counted, finished, report, say_json
from annotator.cli.parameters import (
    AsJson,
    PaperName,
    ProjectFile,
    apart,
    drawn_papers,
    paper_size,
)
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.project.handing_out import Draw


def handout(
    project_file: ProjectFile,
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE", help="A .pdf, .html or .docx to write.", show_default=False
        ),
    ],
    key: Annotated[bool, typer.Option("--key", help="With the key, for the instructor.")] = False,
    codebook: Annotated[
        bool, typer.Option("--codebook", help="Add the codebook on one page.")
    ] = False,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            "--article",
            metavar="ARTICLE",
            help="Only this one: an id, its beginning, or an exact title; may be repeated.",
        ),
    ] = None,
    paper: PaperName = "",
    as_json: AsJson = False,
) -> None:
    """Write a lesson's articles to print: numbered lines, a margin for notes, room to write.

    Without --key nothing is marked. The lines are the same in every format, blank and with the key.
    """
    from annotator.project import Project
    from annotator.project.handing_out import HANDOUTS
    from annotator.project.handing_out import handout as written

    if out.suffix.lower() not in HANDOUTS:
        raise AnnotatorError(f"“{out.name}” must end in one of {', '.join(HANDOUTS)}.")
    with closing(Project.open(project_file, write=False)) as project:
        target = apart(out, project.path)
        chosen = tuple(project.article_called(each).id for each in articles or ())
        count = finished(
            written(
                project,
                target,
                articles=chosen,
                key=key,
                codebook_page=codebook,
                size=paper_size(paper),
                draw=_draw(out.suffix.lower()),
            ),
            "Writing the handout",
        )
    if as_json:
        say_json({"out": str(out), "articles": count, "key": key, "codebook": codebook})
    else:
        report(f"{out} has {counted(count, 'article')}{', with the key' if key else ''}.")


def sheets(
    project_file: ProjectFile,
    *,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FOLDER", help="The folder to write.", show_default=False),
    ],
    form: Annotated[str, typer.Option("--format", metavar="html|pdf", help="Of each.")] = "html",
    named: Annotated[
        bool, typer.Option("--names", help="With the names in the roster, not pseudonyms.")
    ] = False,
    paper: PaperName = "",
    as_json: AsJson = False,
) -> None:
    """Write a feedback sheet for each student: what they hit and missed, and why.

    Grades are those of `lesson grade`; points and comments in the roster go before.
    """
    from annotator.project import Project
    from annotator.project.handing_out import class_sheets
    from annotator.project.roster import read_roster, roster_path

    form = form.lower()
    with closing(Project.open(project_file, write=False)) as project:
        roster = read_roster(roster_path(project.path))
        draw, size = _draw(f".{form}"), paper_size(paper)
        work = class_sheets(project, out, roster, named=named, form=form, size=size, draw=draw)
        files = finished(work, "Writing the sheets")
    if as_json:
        say_json({"out": str(out), "files": [file.name for file in files]})
    else:
        report(f"{out} has {counted(len(files), 'feedback sheet')}.")


def _draw(ending: str) -> "Draw | None":
    """What draws a PDF, where one is wanted."""
    return drawn_papers() if ending == ".pdf" else None
