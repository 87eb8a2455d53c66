"""A lesson on paper: its handout, and a feedback sheet for each student.

What is written is there whole or not at all, and replaces nothing. A PDF is drawn by what is handed
in for it (`gui.printing.print_paper`), as nothing here knows Qt.
"""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.masking import unsourced
from annotator.core.model import Article, State
from annotator.core.work import Progress, Work
from annotator.project.door import Project
from annotator.project.grading import Grade, grades
from annotator.project.lesson import (
    compared,
    is_student_copy,
    lesson_articles,
    lesson_of,
    students_of,
)
from annotator.project.roster import Roster
from annotator.project.training import experts_on
from annotator.store.file import in_one_piece
from annotator.teach.documents import docx_of
from annotator.teach.handout import HandoutArticle
from annotator.teach.handout import handout as handout_paper
from annotator.teach.lines import lines_of
from annotator.teach.pages import html_of
from annotator.teach.paper import Paper, PaperSize
from annotator.teach.sheet import ArticleFeedback, sheet
from annotator.teach.wording import criterion_name, reached_name

Draw = Callable[[Paper, Path], Work[None]]
"""Draws a paper to a new PDF."""

HANDOUTS = (".pdf", ".html", ".docx")
"""What a handout's name may end in."""
SHEETS = ("html", "pdf")
"""What feedback sheets may be."""

_UNFIT = re.compile(r"[^\w .,'’()-]+")
_LONGEST_NAME = 60


def handout(
    project: Project,
    path: Path,
    *,
    articles: Sequence[str] = (),
    key: bool = False,
    codebook_page: bool = False,
    size: PaperSize = PaperSize.A4,
    draw: Draw | None = None,
) -> Work[int]:
    """Write the handout of a lesson, as PDF, HTML or DOCX by what the file's name ends in.

    `articles` are ids; without any they are all but those kept to try again on. With `key` they
    show the key. What the project keeps from annotators is on no blank handout. `size` is of the
    pages in PDF and DOCX. Gives the number of articles. Raises AnnotatorError, and writes nothing,
    where there is such a file already, an article has no key, a student's copy is asked for one,
    or the file cannot be written.
    """
    paper = paper_of(project, articles, key=key, codebook_page=codebook_page, size=size)
    count = len(articles or lesson_articles(project, kept_back=False))
    with _new(path) as part:
        yield from _write(paper, part, path.suffix.lower(), draw)
    return count


def paper_of(
    project: Project,
    articles: Sequence[str] = (),
    *,
    key: bool = False,
    codebook_page: bool = False,
    size: PaperSize = PaperSize.A4,
) -> Paper:
    """The handout as a value; arguments and errors as `handout`."""
    lesson = lesson_of(project)
    chosen = tuple(articles) or tuple(lesson_articles(project, kept_back=False))
    if not chosen:
        raise AnnotatorError(
            f"“{project.settings.name}” has no article to hand out yet; import one first."
        )
    if key and is_student_copy(project):
        raise AnnotatorError(
            "This is a student's copy of the lesson; the key is handed out from the instructor's "
            "project."
        )
    printed = [_printed(project, each, key=key) for each in chosen]
    title = project.settings.name
    paper = handout_paper(title, lesson, project.codebook, printed, codebook_page=codebook_page)
    return replace(paper, size=size)


def class_sheets(
    project: Project,
    folder: Path,
    roster: Roster,
    *,
    named: bool = False,
    form: str = "html",
    size: PaperSize = PaperSize.A4,
    draw: Draw | None = None,
) -> Work[list[Path]]:
    """Write a feedback sheet for each student of the class, with grade and comment by the roster.

    `named`: with their names, where the roster has them, in place of their pseudonyms. Otherwise as
    `sheets`.
    """
    graded = yield from grades(project, roster)
    known = {it.entry.annotator: it for it in graded if it.entry.annotator}
    return (
        yield from sheets(
            project,
            folder,
            [it.id for it in students_of(project)],
            {who: it.entry.name for who, it in known.items() if named and it.entry.name},
            {who: it.entry.comment for who, it in known.items()},
            {who: _grade_words(it) for who, it in known.items() if it.points is not None},
            form=form,
            size=size,
            draw=draw,
        )
    )


def sheets(
    project: Project,
    folder: Path,
    student_ids: Sequence[str],
    names: Mapping[str, str],
    comments: Mapping[str, str],
    points: Mapping[str, str],
    *,
    form: str = "html",
    size: PaperSize = PaperSize.A4,
    draw: Draw | None = None,
) -> Work[list[Path]]:
    """Write a feedback sheet for each of the students, by their ids, and give the files.

    Names, comments and grades (`points`) are by id too; who has no name here is called as in the
    project. The files bear the names, in the order of the students. `form` is `html` or `pdf`,
    `size` that of the pages of a PDF. Raises AnnotatorError, and leaves the folder as it was, where
    one of the files is there already or they cannot be written.
    """
    lesson_of(project)
    if form not in SHEETS:
        raise AnnotatorError(f"A sheet is no “{form}”; choose one of {', '.join(SHEETS)}.")
    if is_student_copy(project):
        raise AnnotatorError(
            "This is a student's copy of the lesson; feedback sheets are made from the "
            "instructor's project."
        )
    if not student_ids:
        raise AnnotatorError("Nobody's work is here yet; collect the hand-ins first.")
    called = {it.id: it.name for it in project.annotators()} | dict(names)
    files = _file_names([called.get(each, each) for each in student_ids], form)
    with _new_files(folder, files) as aside:
        for number, (student, file) in enumerate(zip(student_ids, files, strict=True), 1):
            paper = sheet(
                project.settings.name,
                called.get(student, student),
                _feedback(project, student),
                project.codebook,
                comment=comments.get(student, ""),
                grade=points.get(student, ""),
            )
            yield from _write(replace(paper, size=size), aside / file, f".{form}", draw)
            yield Progress(number, len(student_ids), file)
    return [folder / file for file in files]


def _grade_words(grade: Grade) -> str:
    """The points, and what was reached by the rubric, if there is one."""
    said = f"{grade.points:g} / {grade.out_of:g}"
    reached = grade.rubric or {}
    parts = [f"{criterion_name(it)} {reached_name(how)}" for it, how in reached.items()]
    return f"{said} ({'; '.join(parts)})" if parts else said


# ---------------------------------------------------------------------------- what is in them


def _printed(project: Project, article_id: str, *, key: bool) -> HandoutArticle:
    article = project.article(article_id)
    lines = lines_of(article)  # of the text itself: a mask changes no line
    if not key:
        return HandoutArticle(_as_seen(project, article), lines)
    experts = experts_on(project, article_id)
    if not experts:
        raise AnnotatorError(
            f"“{article.title}” has no key yet: label it as the key first, or name the articles "
            "that have one."
        )
    who, labels = next(iter(experts.items()))
    answers = {it.question: it.value for it in project.answers(article_id, who)}
    return HandoutArticle(article, lines, tuple(labels), answers)


def _as_seen(project: Project, article: Article) -> Article:
    """The article as annotators see it."""
    settings = project.settings
    if not settings.source_hidden:
        return article
    return unsourced(article, masked=settings.outlet_masked)


def _feedback(project: Project, student: str) -> list[ArticleFeedback]:
    """What became of a student's labels, on the articles that they did and that have a key."""
    found = []
    for article_id in lesson_articles(project):
        state = project.assignment(article_id, student).state
        if state is not State.DONE and not project.labels(article_id, student):
            continue
        told = compared(project, article_id, student)
        if told is not None:
            article = _as_seen(project, project.article(article_id))
            found.append(ArticleFeedback(article, told.feedback, told.experts, told.agreed))
    return found


# ---------------------------------------------------------------------------- the files


def _write(paper: Paper, path: Path, ending: str, draw: Draw | None) -> Work[None]:
    match ending:
        case ".html":
            path.write_text(html_of(paper), "utf-8", newline="\n")
        case ".docx":
            path.write_bytes(docx_of(paper))
        case ".pdf" if draw is not None:
            yield from draw(paper, path)
        case ".pdf":
            raise AnnotatorError("A PDF cannot be drawn here; write HTML instead and print that.")
        case _:
            known = ", ".join(HANDOUTS)
            raise AnnotatorError(f"A handout's name ends in one of {known}, not “{ending}”.")
    yield Progress(1, 1, path.name)


def _file_names(names: Sequence[str], form: str) -> list[str]:
    """A file's name for each, which no two share on any system, and which names no other folder."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        fit = " ".join(_UNFIT.sub(" ", name).split())[:_LONGEST_NAME].strip(" .") or "nameless"
        stem, number = f"Feedback {fit}", 2
        while stem.casefold() in taken:
            stem, number = f"Feedback {fit} {number}", number + 1
        taken.add(stem.casefold())
        found.append(f"{stem}.{form}")
    return found


@contextmanager
def _new(path: Path) -> Iterator[Path]:
    """Where to write a file that is not there yet; it comes to its place when all is written."""
    _see_that_it_is_free(path)
    with _told(path), in_one_piece(path) as part:
        yield part
        _see_that_it_is_free(path)


@contextmanager
def _new_files(folder: Path, files: Sequence[str]) -> Iterator[Path]:
    """A folder to write these files in; they come to their places when all are written."""
    with _told(folder):
        if folder.exists() and not folder.is_dir():
            raise AnnotatorError(f"“{folder}” is a file; name a folder for the sheets.")
        for file in files:
            _see_that_it_is_free(folder / file)
        aside = folder.with_name(f".annotator-{secrets.token_hex(8)}.part")
        aside.mkdir()
        try:
            yield aside
            for file in files:
                _force(aside / file)
            _move(aside, folder, files)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _move(aside: Path, folder: Path, files: Sequence[str]) -> None:
    if not folder.exists():
        aside.rename(folder)
        return
    moved: list[Path] = []
    try:
        for file in files:
            _see_that_it_is_free(folder / file)
            moved.append((aside / file).rename(folder / file))
    except (OSError, AnnotatorError):
        for path in moved:
            path.unlink(missing_ok=True)
        raise


def _see_that_it_is_free(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise AnnotatorError(
            f"“{path}” is there already; name another or move that away. Nothing was written."
        )


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AnnotatorError(
            f"“{path}” could not be written ({error.strerror or error}); nothing was changed."
        ) from error


def _force(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
