"""The verbs of work that passes between copies of a project: pack, handin, merge."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.output import counted, finished, report, say, say_json
from annotator.cli.parameters import AnnotatorName, AsJson, OutFile, ProjectFile, Rehearse, apart
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.sync.merging import MergeReport


def pack(project_file: ProjectFile, *, annotator: AnnotatorName, out: OutFile) -> None:
    """Write a work pack: what an annotator needs to work in a copy of their own.

    None of the others' work is in it. `annotator new MINE.annot --pack FILE` makes the copy.
    """
    from annotator.project import Project
    from annotator.sync.delivery_file import write_delivery
    from annotator.sync.packing import work_pack

    with closing(Project.open(project_file)) as project:
        target = apart(out, project.path)
        delivery = work_pack(project, project.annotator_named(annotator))
        finished(write_delivery(delivery, target), "Writing the work pack")
    report(
        f"{target} has {counted(len(delivery.articles), 'article')} for {annotator}, "
        "and nobody else's labels."
    )


def handin(project_file: ProjectFile, *, annotator: AnnotatorName = "", out: OutFile) -> None:
    """Write a hand-in: all that an annotator did in this copy of the project.

    Without --annotator it is whoever the copy was made for.
    """
    from annotator.project import Project
    from annotator.sync.delivery_file import write_delivery
    from annotator.sync.packing import hand_in

    with closing(Project.open(project_file, write=False)) as project:
        target = apart(out, project.path)
        desk = project.store.desk()
        who = next((it for it in project.annotators() if it.id == desk and not annotator), None)
        if who is None and not annotator:
            raise AnnotatorError("Whose work is it? Add --annotator NAME.")
        delivery = hand_in(project, who or project.annotator_named(annotator))
        finished(write_delivery(delivery, target), "Writing the hand-in")
    report(
        f"{target} has {counted(len(delivery.steps), 'step')} of {delivery.annotators[0].name}, "
        f"on {counted(delivery.labels, 'label')}."
    )


def merge(
    project_file: ProjectFile,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="F…", help="Hand-ins, or work packs.", show_default=False),
    ],
    *,
    rehearse: Rehearse = False,
    as_json: AsJson = False,
) -> None:
    """Bring hand-ins together, or take a new work pack into a copy.

    All of them are checked before anything is written. In which order they come, and how often,
    makes no difference.
    """
    from annotator.project import Project
    from annotator.sync.delivery_file import read_delivery
    from annotator.sync.merging import disputes
    from annotator.sync.merging import merge as merged
    from annotator.sync.posting import see_that_it_is_for_here

    deliveries = [finished(read_delivery(file), f"Reading {file.name}") for file in files]
    with closing(Project.open(project_file)) as project:
        for file, delivery in zip(files, deliveries, strict=True):
            see_that_it_is_for_here(project, delivery, file)
        done = finished(merged(project, deliveries, rehearse=rehearse), "Merging")
        open_ones = 0 if rehearse else len(disputes(project))
    if as_json:
        say_json(_as_json(done))
        return
    verb = "would bring" if rehearse else "brought"
    say(
        f"{', '.join(done.names)} {verb} {counted(done.steps, 'new step')}, "
        f"on {counted(done.labels, 'label')}; {counted(done.known_steps, 'step')} known already."
    )
    if open_ones:
        report(
            f"Copies of the project disagree on {counted(open_ones, 'record')}; the later version "
            "stands until somebody decides, on the Team page of the window."
        )


def _as_json(done: "MergeReport") -> dict[str, Any]:
    return {
        "annotators": list(done.names),
        "articles": done.articles,
        "steps": done.steps,
        "known_steps": done.known_steps,
        "labels": done.labels,
        "disputed": list(done.disputed),
    }
