"""The sample: six short articles written for this program, as a project of one's own."""

import tomllib
from pathlib import Path

from annotator.assets import asset
from annotator.codebooks import shipped_codebook
from annotator.core.text import canonical, headline_end, occurrences
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.importing import add_drafts


def sample_drafts() -> list[Draft]:
    """The articles of the sample, ready to be added."""
    listed = tomllib.loads(asset("sample", "sample.toml").read_text("utf-8"))["articles"]
    drafts = []
    for entry in listed:
        known = dict(entry)
        text, _ = canonical(asset("sample", known.pop("file")).read_text("utf-8"))
        drafts.append(Draft(text=text, headline_end=headline_end(text), **known))
    return drafts


def make_sample(path: Path, annotator: str = "") -> Project:
    """A new project at `path` with the sample's articles; raises AnnotatorError if it cannot be."""
    project = Project.create(path, "Sample", shipped_codebook("loaded-language"), annotator)
    finish(add_drafts(project, sample_drafts()))
    return project


def free_path(folder: Path, stem: str) -> Path:
    """A path in the folder for a project of this name that no file has yet."""
    path, number = folder / f"{stem}.annot", 2
    while path.exists():
        path, number = folder / f"{stem} {number}.annot", number + 1
    return path


_WORDS = (
    ("regime", "contentious-label"),
    ("catastrophic", "evaluative-word"),
    ("horrific", "evaluative-word"),
    ("bombshell", "dramatic-noun"),
    ("claimed", "reporting-verb"),
)


def work_through(folder: Path) -> tuple[Path, list[str]]:
    """Do the main job in `folder`: make the sample, tag words in it, export it in both formats.

    Gives the project's path, and for each thing made a line that says what lies where.
    """
    # Every format there is, for what no window does.
    from annotator.formats.registry import format_named
    from annotator.project.exporting import export

    folder.mkdir(parents=True, exist_ok=True)
    path = free_path(folder, "Sample")
    project = make_sample(path)
    try:
        lines = [f"project   {path} ({len(project.article_ids())} articles)"]
        article = project.article(project.article_ids()[0])
        desk = Desk(project, project.annotators()[0])
        made = 0
        for words, tag in _WORDS:
            places = [(span,) for span in occurrences(article.text, words)]
            made += len(desk.tag(article, tag, places))
        lines.append(f"labels    {made} in “{article.title}”")
        for form in ("jsonl", "csv"):
            target = path.with_suffix(f".{form}")
            done = finish(export(project, format_named(form), target))
            lines.append(f"export    {target} ({done.labels} labels, each quote at its offsets)")
    finally:
        project.close()
    return path, lines
