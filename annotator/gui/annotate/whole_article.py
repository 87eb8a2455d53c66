"""What the Annotate page does to an article as a whole: its answers, its state, note and source."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from annotator.core.model import Article, Question, State
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.queue import QueuePanel
from annotator.gui.annotate.stay import Stay
from annotator.gui.annotate.study import Study
from annotator.gui.annotate.tagging import value_of
from annotator.gui.annotate.upkeep import Upkeep
from annotator.gui.session import Session


class FinishedPage(Protocol):
    """What is needed of the page whose article is answered about and finished."""

    session: Session
    article: Article | None
    queue: QueuePanel
    panes: Panes
    stay: Stay
    upkeep: Upkeep
    study: Study

    def commit(self) -> None: ...
    def say(self, sentence: str) -> None: ...


class WholeArticle(QObject):
    """The verbs for the open article; each does nothing where none is open.

    `compared` carries the Feedback on an article of the training that was done.
    """

    compared = Signal(object)

    def __init__(self, page: FinishedPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._session = page.session

    # ------------------------------------------------------------------ what is said of it

    def answer(self, key: str, value: object) -> None:
        """Answer a question about the article."""
        if self._page.article is not None:
            self._session.desk.answer(self._page.article.id, key, value_of(value))

    def answer_again(self, key: str, value: object) -> None:
        """Answer a question once more, now that the source is known."""
        if self._page.article is not None:
            self._session.desk.answer_again(self._page.article.id, key, value_of(value))

    def say_labelled(self) -> None:
        """Say that the labels are all there, and go to the questions that waited for it."""
        page = self._page
        if page.article is not None:
            page.commit()
            self._session.desk.set_labelled(page.article.id, labelled=True)
            page.upkeep.catch_up()
            page.panes.go_to_tab(1)

    def leave_unasked(self, reason: str) -> None:
        """Leave out what is asked before the text."""
        if self._page.article is not None:
            said = reason or self.tr("no reason given")
            self._session.desk.leave_unasked(self._page.article.id, said)
            self._page.upkeep.catch_up()

    def ask_first(self, question: Question, sentence: str) -> None:
        """Go to the questions, and say which is to be answered first."""
        self._page.panes.go_to_tab(1)
        self._page.say(sentence.format(q=question.name))

    def set_note(self, note: str) -> None:
        """Write the note on the article."""
        if self._page.article is not None:
            self._session.desk.set_article_note(self._page.article.id, note)

    # ------------------------------------------------------------------ where it comes from

    def reveal(self) -> None:
        """Show where the article comes from, and keep that it was shown.

        Where the project asks for a second rating, what is required is asked before.
        """
        page = self._page
        settings = self._session.project.settings
        if page.article is None or not settings.source_hidden:
            return
        if settings.second_rating and not page.stay.revealed:
            page.commit()
            asking = self._session.desk.asking(page.article.id)
            missing = asking.missing if not asking.again else None
            if missing is not None:
                self.ask_first(missing, self.tr("Before the source is shown, answer: {q}"))
                return
        page.stay.reveal()
        page.upkeep.show_source()
        page.upkeep.show_answers()
        if self._session.desk.asking(page.article.id).again:
            page.panes.go_to_tab(1)

    # ------------------------------------------------------------------ how far it is

    def set_state(self, state: State, reason: str = "") -> None:
        """Say how far the article is."""
        if self._page.article is not None:
            self._page.commit()
            self._session.desk.set_state(self._page.article.id, state, reason)

    def skip(self, reason: str) -> None:
        """Skip the article."""
        self.set_state(State.SKIPPED, reason)

    def flag(self, reason: str) -> None:
        """Flag the article."""
        self.set_state(State.FLAGGED, reason)

    def done_next(self) -> None:
        """Say done, unless something is still asked, and go on to the next article to do."""
        page = self._page
        if page.article is None:
            return
        if page.study.in_feedback:
            page.study.go_on()
            return
        page.commit()
        asking = self._session.desk.asking(page.article.id)
        if asking.prior:
            page.panes.focus_middle()
            page.say(self.tr("Please answer what is asked before the text."))
            return
        if asking.waits:
            self.say_labelled()
            return
        if asking.missing is not None:
            self.ask_first(asking.missing, self.tr("Please answer first: {q}"))
            return
        if page.study.reminds():
            return
        feedback = self._session.desk.done(page.article.id)
        if feedback is not None:
            self.compared.emit(feedback)
        elif not page.study.follows():
            self.go_on()

    def train_again(self) -> None:
        """Begin the training anew, at its first article."""
        self._session.desk.train_again()
        self.go_on()

    def go_on(self) -> None:
        """Go to the next article that is to do."""
        page = self._page
        page.upkeep.catch_up()
        following = page.queue.next_to_do()
        if following:
            self._session.go_to_article(following)
            page.panes.focus_middle()
        else:
            page.say(self.tr("That was the last article; all are done."))
