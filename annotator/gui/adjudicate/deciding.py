"""What a person decides in the Adjudicate workspace: each verb one step, then on to the next."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from annotator.clock import now
from annotator.core.adjudication import AskedPlace, Place, Rule, agreed, agreed_value
from annotator.core.edits import Step
from annotator.core.model import Span, Value
from annotator.core.work import Work, finish
from annotator.gui.adjudicate.articles import CandidatesPanel
from annotator.gui.adjudicate.card import TICKED_FROM, PlaceCard
from annotator.gui.adjudicate.in_question import InQuestion
from annotator.gui.adjudicate.sheets import AgreedSheet, NoteSheet
from annotator.gui.adjudicate.walk import Walk
from annotator.gui.session import Session
from annotator.gui.steps import AT_ONCE
from annotator.gui.workspace import Services
from annotator.project import Project
from annotator.project.adjudicating import Adjudicator, Compared
from annotator.project.codebook_notes import NotePart, note_line, write_note

_EDITS_EACH = 2
"""What accepting one agreement writes: a gold label or answer, and the decision."""


class DecidedPage(Protocol):
    """What is needed of the page for which is decided."""

    session: Session
    in_question: InQuestion
    card: PlaceCard
    articles: CandidatesPanel
    walk: Walk

    @property
    def found(self) -> Compared | None: ...
    @property
    def place(self) -> Place | AskedPlace | None: ...
    def say(self, sentence: str) -> None: ...
    def tr(self, text: str) -> str: ...


class Deciding(QObject):
    """The verbs; each acts on the place in question, with the reason that stands in the card."""

    def __init__(self, page: DecidedPage, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._page = page
        self._session = services.session
        self._jobs = services.jobs
        self._window = window
        self._asked = page.in_question

    # ------------------------------------------------------------------ one place

    def choose(self, key: str) -> None:
        """Decide as the row of the card with this key says; or tick it, while several are."""
        place = self._page.place
        number = int(key) - 1
        if self._asked.ticked is not None and number >= 0:
            self._tick(number)
        elif number < 0:
            self.accept_nothing()
        elif isinstance(place, AskedPlace) and number < len(place.values):
            self.answer(place.values[number][0])
        elif isinstance(place, Place) and number < len(place.readings):
            self._accept([number])

    def tick_several(self) -> None:
        """From now on the number keys tick readings, until Enter accepts these."""
        place = self._page.place
        if isinstance(place, Place) and len(place.readings) >= TICKED_FROM:
            self._asked.ticked = set()
            self._asked.show()
            self._asked.announce(self._page.tr("Tick readings by their numbers, then press Enter"))

    def _tick(self, number: int) -> None:
        place, ticked = self._page.place, self._asked.ticked
        if ticked is None or not isinstance(place, Place) or number >= len(place.readings):
            return
        ticked ^= {number}
        self._asked.show()
        tr = self._page.tr
        said = tr("{n} ticked") if number in ticked else tr("{n} not ticked any more")
        self._asked.announce(said.format(n=number + 1))

    def accept_ticked(self) -> None:
        """Let the readings that are ticked stand."""
        if self._asked.ticked:
            self._accept(sorted(self._asked.ticked))

    def accept_all(self) -> None:
        """Let every reading of the place stand."""
        place = self._page.place
        if isinstance(place, Place):
            self._accept(range(len(place.readings)))

    def accept_nothing(self) -> None:
        """Let nothing stand."""
        if isinstance(self._page.place, Place):
            self._accept(())

    def _accept(self, numbers: Sequence[int]) -> None:
        place = self._page.place
        if isinstance(place, Place):
            readings = [place.readings[number] for number in numbers]
            self._decide(
                place,
                lambda by, found, why, error: by.accept(
                    found, place, readings, reason=why, error=error
                ),
            )

    def edit(self, tag_key: str, pieces: object) -> None:
        """Let this tag stand on these words."""
        place = self._page.place
        if isinstance(place, Place) and isinstance(pieces, tuple):
            self._decide(
                place,
                lambda by, found, why, error: by.edit(
                    found, place, tag_key, pieces, reason=why, error=error
                ),
            )

    def answer(self, value: object) -> None:
        """Let this answer to the question stand."""
        place = self._page.place
        if isinstance(place, AskedPlace) and isinstance(value, str | int | bool):
            given: Value = value
            self._decide(
                place,
                lambda by, found, why, error: by.answer(
                    found, place, given, reason=why, error=error
                ),
            )

    def discuss(self) -> None:
        """Leave the place open, to be talked about."""
        place = self._page.place
        if place is not None:
            self._decide(place, lambda by, found, why, _error: by.discuss(found, place, reason=why))

    def _decide(
        self,
        place: Place | AskedPlace,
        make: Callable[[Adjudicator, Compared, str, str], Step],
    ) -> None:
        if self._page.found is None:
            return
        why, error = self._page.card.because
        self._asked.stop_ticking()
        # Undo may have taken gold away since the last decision: each finds it, or makes it.
        by = Adjudicator(self._session.project, self._session.desk.annotator)
        if self._page.found is not None:  # to make gold may have had all read anew
            # The card shows the next place at once, and this one only if there is no other.
            with self._asked.held():
                make(by, self._page.found, why, error)
            if not self._page.walk.on(place):
                self._asked.show()

    # ------------------------------------------------------------------ agreements

    def agreed_here(self, rule: Rule) -> int:
        """How much stands in this article by a rule that nobody has decided yet."""
        found = self._page.found
        if found is None:
            return 0
        decided = found.decided
        return sum(
            (agreed_value(it, rule) if isinstance(it, AskedPlace) else agreed(it, rule)) is not None
            for it in found.everything
            if it.sources not in decided
        )

    def ask_rule(self) -> None:
        """Ask by which rule agreements stand, and accept them."""
        found = self._page.found
        if found is None:
            return
        book = self._session.project.codebook
        sheet = AgreedSheet(
            self.agreed_here,
            len(self._page.articles.model.rows),
            len(found.people),
            book.given,
            self._window,
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.given.connect(self.accept_agreed)
        sheet.open()

    def accept_agreed(self, rule: object, everywhere: bool) -> None:
        """Accept what is agreed by the rule, here or in all articles; much beside the window."""
        found = self._page.found
        if found is None or not isinstance(rule, Rule):
            return
        who = self._session.desk.annotator
        if not everywhere and _EDITS_EACH * self.agreed_here(rule) <= AT_ONCE:
            by = Adjudicator(self._session.project, who)
            step = finish(by.accept_agreed([found.article.id], rule))
            if step is None:
                self._tell("")
            else:  # the head of the page says how many they were
                self._page.walk.on(None)
            return
        ready = [row.article_id for row in self._page.articles.model.rows]
        ids = ready if everywhere else [found.article.id]

        def work(project: Project) -> Work[str]:
            step = yield from Adjudicator(project, who).accept_agreed(ids, rule)
            return step.title if step is not None else ""

        self._jobs.write(
            self._page.tr("Accepting agreements"), self._session.project, work, self._accepted
        )

    def _accepted(self, title: object) -> None:
        if self._session.is_open:
            self._session.refresh()
            # To its first open place, wherever it was.
            self._page.walk.open(self._session.place.article_id)
            self._tell(str(title))

    def _tell(self, title: str) -> None:
        tr = self._page.tr
        self._page.say(f"{title}." if title else tr("By this rule nothing more is agreed on."))

    # ------------------------------------------------------------------ the codebook

    def ask_note(self) -> None:
        """Ask for a note in the codebook that begins with the words in question."""
        found, place, tags = self._page.found, self._page.place, self._asked.tags
        if found is None or not isinstance(place, Place) or not tags:
            return
        why, _ = self._page.card.because
        line = note_line(found.article.text, Span(place.start, place.end), why, now()[:10])
        sheet = NoteSheet(tags, line, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.given.connect(self.write_note)
        sheet.open()

    def write_note(self, tag_key: str, part: object, line: str) -> None:
        """Write a note into the codebook."""
        if not isinstance(part, NotePart):
            return
        project, who = self._session.project, self._session.desk.annotator
        step = write_note(project, tag_key, part, line, who)
        self._page.say(self._page.tr("{title}: written.").format(title=step.title))
