"""What labels and answers hold of a codebook: which keys may change, what may be deleted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.core.codebook_changes import Part
from annotator.core.edits import Edit
from annotator.core.model import Answer, Label, Record, Value
from annotator.project import Project


@dataclass(slots=True)
class Usage:
    """Counts of labels by tag and by the codebook's version, and of the values they hold."""

    tags: Counter[str] = field(default_factory=Counter)
    versions: Counter[int] = field(default_factory=Counter)
    fields: Counter[tuple[str, Value]] = field(default_factory=Counter)
    answers: Counter[tuple[str, Value]] = field(default_factory=Counter)

    def held(self, part: Part, key: str) -> dict[Value, int]:
        """The values that labels hold of a field, or answers of a question, and how often."""
        counts = self.answers if part is Part.QUESTIONS else self.fields
        return {value: count for (of, value), count in counts.items() if of == key and count > 0}

    def hear(self, edits: Iterable[Edit]) -> None:
        """Count on with what a step changed."""
        for edit in edits:
            self._count(edit.before, -1)
            self._count(edit.after, 1)

    def _count(self, record: Record | None, by: int) -> None:
        if isinstance(record, Label):
            self.tags[record.tag] += by
            self.versions[record.codebook_version] += by
            for item in record.fields.items():
                self.fields[item] += by
        elif isinstance(record, Answer):
            self.answers[record.question, record.value] += by


def usage_of(project: Project) -> Usage:
    """What all annotators' labels and answers hold, counted over the whole project."""
    tags, versions, fields, answers = project.usage()
    return Usage(Counter(tags), Counter(versions), Counter(fields), Counter(answers))
