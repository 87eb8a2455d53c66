"""What of the files did not come in, and why."""

from collections.abc import Callable

from annotator.formats.exchange import Draft, Skipped

_MOST_TOLD = 1_000
"""How many left-out lines a report names; the rest is counted."""


class LeftOut:
    """What was left out, in the order in which it was met; `more` counts what is not named.

    `within` is the path of the file at hand, which is told where there are several.
    """

    def __init__(self) -> None:
        self.within = ""
        self.more = 0
        self.told: list[Skipped] = []

    def way_back(self) -> Callable[[], None]:
        """What takes this back to how it is now."""
        count, more = len(self.told), self.more

        def back() -> None:
            del self.told[count:]
            self.more = more

        return back

    def place_of(self, draft: Draft) -> str:
        """What a report calls a draft: its place in the file, or its title."""
        # Of several files, one without a place of its own is named by its path alone.
        return draft.where or ("" if self.within else draft.title)

    def leave(self, where: str, why: str) -> None:
        """Note that something of the file at hand was left out, and why."""
        self.leave_file(": ".join(part for part in (self.within, where) if part), why)

    def leave_file(self, where: str, why: str) -> None:
        """Note that a file was left out whole, and why."""
        if len(self.told) < _MOST_TOLD:
            self.told.append(Skipped(where, why))
        else:
            self.more += 1
