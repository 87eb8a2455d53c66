"""What the Annotate page asks in dialogs: which places alike, and why an article is put aside."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.core.feedback import Feedback
from annotator.core.labels import same_place
from annotator.core.model import Codebook, State
from annotator.core.text import occurrences
from annotator.gui.annotate.alike import AlikeDialog
from annotator.gui.annotate.feedback_sheet import FeedbackSheet
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.questionnaire_sheet import QuestionnaireSheet
from annotator.gui.annotate.tagging import Tagging
from annotator.gui.annotate.whole_article import WholeArticle
from annotator.gui.article.layer import TagLook
from annotator.gui.dialogs.reason import ReasonDialog
from annotator.gui.session import Session
from annotator.project.questionnaire import is_due, keep

_MOST_ALIKE = 1_000
"""How many places a person can be asked to look through."""


class AskingPage(Protocol):
    """What is needed of the page over which the dialogs stand."""

    session: Session
    panes: Panes
    tagging: Tagging
    whole: WholeArticle

    @property
    def looks(self) -> dict[str, TagLook]: ...
    @property
    def codebook(self) -> Codebook: ...
    def say(self, sentence: str) -> None: ...
    def tr(self, text: str) -> str: ...


class Dialogs:
    """Opens each dialog over the page and hands what comes of it to the verbs."""

    def __init__(self, page: AskingPage, window: QWidget) -> None:
        self._page = page
        self._window = window

    def tag_all_alike(self) -> None:
        """Ask which of the places with the same words to tag, and tag them in one step."""
        page, view = self._page, self._page.panes.view
        span, tag_key = page.tagging.pattern_of_all()
        tag = page.codebook.tag(tag_key)
        if span is None or tag is None:
            page.say(page.tr("Select a word first; then all places with it can be tagged."))
            return
        words = view.text[span.start : span.end]
        said = view.shown[span.start : span.end]
        mine = list(view.layer.labels.values())
        places = [
            place
            for place in occurrences(view.text, words)
            if same_place(mine, tag_key, (place,)) is None
        ]
        if not places:
            page.say(page.tr("“{words}” is tagged everywhere already.").format(words=said))
            return
        if len(places) > _MOST_ALIKE:
            sentence = page.tr("“{words}” stands in {n} places, more than one can look through.")
            page.say(sentence.format(words=said, n=f"{len(places):,}"))
            return
        page.panes.bar.hide()
        dialog = AlikeDialog(view.shown, places, tag, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(page.tagging.tag_alike)
        dialog.open()

    def tell_feedback(self, feedback: Feedback) -> None:
        """Show how the article compares with the key, and go on from there."""
        standing = self._page.session.desk.standing
        dialog = FeedbackSheet(feedback, standing, self._page.looks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.onward.connect(self._page.whole.go_on)
        dialog.again.connect(self._page.whole.train_again)
        dialog.open()

    def ask_about_annotator(self) -> None:
        """Ask whoever is at the desk about themselves, if that is due."""
        session = self._page.session
        if is_due(session.project, session.desk.annotator):
            dialog = QuestionnaireSheet({}, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.given.connect(self._keep_questionnaire)
            dialog.open()

    def _keep_questionnaire(self, answers: object) -> None:
        session = self._page.session
        if session.is_open and isinstance(answers, dict):
            keep(session.project, session.desk.annotator, answers)

    def ask_why_unasked(self) -> None:
        """Ask why what comes before the text is not answered, and show the text."""
        tr = self._page.tr
        dialog = ReasonDialog(tr("Read without answering"), tr("Read the article"), self._window)
        dialog.given.connect(self._page.whole.leave_unasked)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_reason(self, state: State) -> None:
        """Ask why the article is skipped or flagged, and say that it is."""
        tr = self._page.tr
        if state is State.FLAGGED:
            dialog = ReasonDialog(tr("Flag this article"), tr("Flag"), self._window)
            dialog.given.connect(self._page.whole.flag)
        else:
            dialog = ReasonDialog(tr("Skip this article"), tr("Skip"), self._window)
            dialog.given.connect(self._page.whole.skip)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
