"""The project's codebook while files come in."""

from collections.abc import Callable
from copy import copy

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook, Field, Question, Value
from annotator.project.door import Project
from annotator.project.fitting import GrowingCodebook
from annotator.project.import_values import ImportOptions
from annotator.store.bulk import Bulk

_MOST_NEW = 1_000
"""How many tags, fields and questions an import may add; a column of texts that was taken for tags
has as many as the table has rows, and each would be looked for among all."""


class OpenBook:
    """What files need is added to the codebook, and written once it is used.

    Raises AnnotatorError where they need more than anybody could annotate with.
    """

    def __init__(self, project: Project, bulk: Bulk, options: ImportOptions) -> None:
        self._bulk = bulk
        self._first = project.codebook
        self._growing = GrowingCodebook(self._first, options.tags, new_tags=options.new_tags)
        self._version = project.codebook_version
        self._used: set[int] = set()

    def way_back(self) -> Callable[[], None]:
        """What takes this back to how it is now."""
        growing, version, used = copy(self._growing), self._version, set(self._used)

        def back() -> None:
            self._growing, self._version, self._used = growing, version, used

        return back

    @property
    def new_tags(self) -> tuple[str, ...]:
        """The keys of the tags that were added."""
        return tuple(self._growing.new)

    def edits(self) -> tuple[Edit, ...]:
        """The one edit that tells how the codebook grew; empty if it did not."""
        now = self._growing.now
        return (Edit(self._first, now),) if now != self._first else ()

    def tag(self, name: str) -> str:
        """The key of the tag that a file calls so; "" where its labels are to be left out."""
        key = self._growing.tag(name)
        self._see_that_it_is_no_column_of_texts()
        return key

    def field(self, tag: str, name: str, value: Value) -> Field:
        """The field that a file calls so, asked by the tag; made if there is none."""
        found = self._growing.field(tag, name, value)
        self._see_that_it_is_no_column_of_texts()
        return found

    def question(self, name: str, value: Value) -> Question:
        """The question that a file calls so; made if there is none."""
        found = self._growing.question(name, value)
        self._see_that_it_is_no_column_of_texts()
        return found

    def used(self) -> int:
        """The version in force, written and in use from now on."""
        self._write()
        self._used.add(self._version)
        return self._version

    def finish(self) -> None:
        """See to it that the versions in use say for ever what they say now."""
        self._write()
        self._bulk.keep_versions(self._used)

    def _see_that_it_is_no_column_of_texts(self) -> None:
        if self._growing.changed and _size(self._growing.now) - _size(self._first) > _MOST_NEW:
            raise AnnotatorError(
                f"The codebook would get more than {_MOST_NEW:,} new tags, fields and questions, "
                "so nothing was added; see which column or property holds the tags, or leave out "
                "what the codebook lacks."
            )

    def _write(self) -> None:
        if self._growing.changed:
            before, after = self._growing.taken()
            self._bulk.apply([Edit(before, after)])
            self._version = self._bulk.version()


def _size(book: Codebook) -> int:
    return len(book.tags) + len(book.fields) + len(book.questions)
