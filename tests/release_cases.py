"""Who was given an article and how far they are, and whether others' labels on it are shown."""

from dataclasses import dataclass, replace

from annotator.core.edits import Edit
from annotator.core.model import AnnotatorKind, Assignment, Release, Settings, State
from annotator.project import Project
from annotator.project.team import add_annotator

PEOPLE = ("Ada", "Ben", "Cleo")
OTHERS = (("Key", AnnotatorKind.KEY), ("Model", AnnotatorKind.MODEL))

TODO, BEGUN, DONE = State.TODO, State.IN_PROGRESS, State.DONE
FLAGGED, SKIPPED = State.FLAGGED, State.SKIPPED


@dataclass(frozen=True, slots=True)
class Case:
    """One article: the state of those who were `given` it and of those who went to it `unasked`.

    `both` is whether it is released under "both", `at_a_desk` whether anybody is waited for.
    """

    name: str
    given: dict[str, State]
    unasked: dict[str, State]
    both: bool
    at_a_desk: bool = True


CASES = (
    Case("nobody was given it or began it", {}, {}, both=False, at_a_desk=False),
    Case("one of two is done", {"Ada": DONE, "Ben": TODO}, {}, both=False),
    Case("one of two is at it", {"Ada": DONE, "Ben": BEGUN}, {}, both=False),
    Case("one of two has a question", {"Ada": DONE, "Ben": FLAGGED}, {}, both=False),
    Case("both are done", {"Ada": DONE, "Ben": DONE}, {}, both=True),
    Case("one is done and one skipped it", {"Ada": DONE, "Ben": SKIPPED}, {}, both=True),
    Case("the only one is done", {"Ada": DONE}, {}, both=True),
    Case("all are done, one unasked is not", {"Ada": DONE}, {"Cleo": BEGUN}, both=True),
    Case("only one unasked is done", {"Ada": TODO}, {"Cleo": DONE}, both=False),
    Case("nobody was given it, one is done", {}, {"Ada": DONE}, both=True),
    Case("nobody was given it, one is at it", {}, {"Ada": DONE, "Ben": BEGUN}, both=False),
    Case("nobody was given it, one flagged it", {}, {"Ben": FLAGGED}, both=False),
    Case("nobody was given it, all are done", {}, {"Ada": DONE, "Ben": SKIPPED}, both=True),
    Case("a key is at it", {"Ada": DONE, "Key": BEGUN}, {}, both=True),
    Case("only a model is done", {}, {"Model": DONE}, both=False, at_a_desk=False),
    Case("only a model was given it", {"Model": DONE}, {"Ada": BEGUN}, both=False),
)

RULES = {
    "both": Settings("Harbour", release=Release.BOTH),
    "open": Settings("Harbour", release=Release.OPEN),
    "after the deadline": Settings("Harbour", release=Release.DEADLINE, deadline="2020-03-14"),
    "before the deadline": Settings("Harbour", release=Release.DEADLINE, deadline="2999-03-14"),
    "without a deadline": Settings("Harbour", release=Release.DEADLINE),
}


def expected(case: Case, settings: Settings) -> bool:
    """Whether the article of the case is released under these settings, today."""
    if settings.release is Release.BOTH:
        return case.both
    return settings.release is Release.OPEN or settings.deadline.startswith("2020")


def people_added(project: Project) -> None:
    """Have the project know all whom the cases name."""
    for name in PEOPLE:
        add_annotator(project, name)
    for name, kind in OTHERS:
        add_annotator(project, name, kind)


def told(project: Project, case: Case, article_id: str) -> None:
    """Have the project say of the article what the case says, a step for each."""
    for place, states in ((1, case.given), (0, case.unasked)):
        for name, state in states.items():
            who = project.annotator_named(name).id
            made = Assignment(article_id, who, place=place, batch="main" if place else "")
            project.do(case.name, Edit(None, made))
            if state is not TODO:
                project.do(case.name, Edit(made, replace(made, state=state)))


def decided(project: Project, settings: Settings) -> None:
    """Have the project decide so, also what a window would not let anybody decide."""
    if settings != project.settings:
        project.do("Decided", Edit(project.settings, settings))
