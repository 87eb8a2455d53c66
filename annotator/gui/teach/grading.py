"""What the Grades section shows, read beside the window: scores, grades, what was gained."""

from dataclasses import dataclass

from annotator.core.work import Work
from annotator.project import Project
from annotator.project.classroom import ClassResults, classroom
from annotator.project.grading import Grade, grades
from annotator.project.roster import Roster, read_roster, roster_path
from annotator.teach.scores import StudentScore


@dataclass(frozen=True, slots=True)
class StudentRow:
    """A student: grade and roster entry, and the scores once something was handed in."""

    grade: Grade
    score: StudentScore | None


@dataclass(frozen=True, slots=True)
class Grading:
    """All students of the roster and of the project, and how the class did."""

    rows: tuple[StudentRow, ...]
    results: ClassResults
    roster: Roster

    @property
    def handed_in(self) -> int:
        """How many students handed something in."""
        return sum(row.score is not None for row in self.rows)


def grading(project: Project) -> Work[Grading]:
    """The grades of the class, and the figures beside them."""
    roster = read_roster(roster_path(project.path))
    found = yield from classroom(project)
    results = yield from found.results()
    graded = yield from grades(project, roster)
    scores = {it.student_id: it for it in results.scores}
    rows = tuple(StudentRow(it, scores.get(it.entry.annotator)) for it in graded)
    return Grading(rows, results, roster)
