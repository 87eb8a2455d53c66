"""This program, through the same project that its window and its commands use."""

from pathlib import Path

from annotator.clock import new_id, now
from annotator.core.edits import Edit
from annotator.core.labels import new_label
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.formats.registry import format_named
from annotator.formats.source import Source
from annotator.project import Project
from annotator.project.exporting import export
from annotator.project.importing import ImportOptions, ImportReport, import_files
from bench.material import new_project
from bench.peers.environment import PeerFailed
from bench.peers.peer import TIMES, Material, Taken


class Ours:
    """Annotator."""

    name = "annotator"
    form = "jsonl"

    def measured(self, material: Material, folder: Path) -> Taken:
        """Import, export, an article with its labels read, one label committed."""
        taken = Taken()
        project, _ = new_project(folder / "ours.annot", [])
        (article_id,) = _imported(project, material.long).ids
        taken.time("import", lambda: _imported(project, material.corpus))
        out = folder / "ours.jsonl"
        taken.time("export", lambda: finish(export(project, format_named("jsonl"), out)))
        written = sum(len(project.labels(each)) for each in project.article_ids())
        if written != material.all_labels:
            raise PeerFailed(f"{written} labels are there, not {material.all_labels}")
        taken.time("open", lambda: project.labelled(article_id), TIMES, 1)
        words = iter(material.words)
        taken.time("label", lambda: _label(project, article_id, Span(*next(words))), TIMES, 1)
        project.close()
        return taken


def _imported(project: Project, path: Path) -> ImportReport:
    options = ImportOptions(form=format_named("jsonl"))
    return finish(import_files(project, [Source(path)], options))


def _label(project: Project, article_id: str, word: Span) -> None:
    who = project.annotators()[0].id
    label = new_label(
        project.article(article_id),
        project.codebook.tags[0].key,
        (word,),
        label_id=new_id(),
        annotator_id=who,
        codebook_version=project.codebook_version,
        now=now(),
    )
    project.do(f"Tag “{label.quote}”", Edit(None, label), annotator_id=who)
