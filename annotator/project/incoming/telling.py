"""What the step of an import tells, beside that articles and labels came."""

from collections.abc import Callable

from annotator.core.edits import Edit
from annotator.store.bulk import Bulk


class Telling:
    """Changes records, and keeps the edits for the step.

    So are annotators made, and so is changed what steps told of before: copies of a project replay
    the steps of such a record, and what none of them tells would be lost there.
    """

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self.edits: list[Edit] = []

    def way_back(self) -> Callable[[], None]:
        """What takes this back to how it is now."""
        count = len(self.edits)

        def back() -> None:
            del self.edits[count:]

        return back

    def change(self, edit: Edit) -> None:
        """Change a record, and have the step tell of it."""
        self._bulk.apply([edit])
        self.edits.append(edit)
