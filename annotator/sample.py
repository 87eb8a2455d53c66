"""The sample: six short articles written for this program, as a project of one's own."""

import tomllib
from pathlib import Path

from annotator.assets import asset
from annotator.codebooks import shipped_codebook
from annotator.core.text import canonical, headline_end
from annotator.core.work import finish
from annotator.formats.exchange import Draft
from annotator.project import Project


def sample_drafts() -> list[Draft]:
    """The articles of the sample, ready to be added."""
    listed = tomllib.loads(asset("sample", "sample.toml").read_text("utf-8"))["articles"]
    drafts = []
    for entry in listed:
        known = dict(entry)
        text, _ = canonical(asset("sample", known.pop("file")).read_text("utf-8"))
        event = known.pop("event", "")
        extra = {"event": event} if event else {}
        drafts.append(Draft(text=text, headline_end=headline_end(text), extra=extra, **known))
    return drafts


def make_sample(path: Path) -> Project:
    """A new project at `path` with the sample's articles; raises AnnotatorError if it cannot be."""
    project = Project.create(path, "Sample", shipped_codebook("loaded-language"))
    finish(project.add(sample_drafts()))
    return project


def free_path(folder: Path, stem: str) -> Path:
    """A path in the folder for a project of this name that no file has yet."""
    path, number = folder / f"{stem}.annot", 2
    while path.exists():
        path, number = folder / f"{stem} {number}.annot", number + 1
    return path
