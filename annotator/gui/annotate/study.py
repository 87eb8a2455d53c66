"""A student's way through a lesson on the Annotate page: feedback, what follows, handing in."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from annotator.core.feedback import Point
from annotator.core.lesson import FeedbackRule, Lesson, Part
from annotator.core.masking import Mask
from annotator.core.model import Article, State
from annotator.core.rewording import rewording_field
from annotator.core.work import Work
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.upkeep import Upkeep
from annotator.gui.article.layer import TagLook
from annotator.gui.jobs import Jobs
from annotator.gui.lesson.feedback_panel import Onward
from annotator.gui.lesson.handing import ENDED, HandingIn
from annotator.gui.lesson.lesson_panel import Next
from annotator.gui.lesson.sheets import CodeSheet
from annotator.gui.lesson.wording import wording
from annotator.gui.session import Session
from annotator.project import Project
from annotator.project.lesson import (
    Compared,
    Course,
    compare,
    compared,
    course,
    lesson_of,
    may_compare,
    try_again,
)
from annotator.project.training import key_of
from annotator.sync.lessons import open_key


def _covered(point: Point, mask: Mask) -> Point:
    """The place with quotes that show no more than the text does."""
    mine, key = (
        replace(it, quote=mask.over(it.quote, it.start)) if it is not None else None
        for it in (point.mine, point.key)
    )
    return replace(point, mine=mine, key=key)


def _opening(project: Project, code: str) -> Work[bool]:
    yield from open_key(project, code)
    return True


class StudiedPage(Protocol):
    """What is needed of the page on which a student works."""

    session: Session
    article: Article | None
    panes: Panes
    upkeep: Upkeep
    status_changed: SignalInstance

    @property
    def looks(self) -> dict[str, TagLook]: ...

    def commit(self) -> None: ...
    def say(self, sentence: str) -> None: ...
    def go_to_label(self, label_id: str) -> None: ...
    def go_to_fields(self, *, note: bool = False) -> None: ...


class Study(QObject):
    """Shows the lesson and the feedback, and does what only a student does.

    Once a feedback was shown, the article is closed for the student: whenever they come back to it,
    they see that feedback again.
    """

    def __init__(self, page: StudiedPage, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._page = page
        self._session = page.session
        self._panes = page.panes
        self._jobs = jobs
        self._window = window
        self._reminded = ""
        self.handing = HandingIn(page.session, jobs, page.commit, window)
        panes = page.panes
        panes.feedback.chosen.connect(panes.feedback_text.choose)
        panes.feedback.onward.connect(self.go_on)
        panes.feedback.again.connect(self.again)
        panes.feedback.hand_in.connect(self.handing.hand_in)
        panes.feedback_text.stepped.connect(panes.feedback.step)
        panes.feedback_text.pointed.connect(panes.feedback.choose)

    @property
    def on(self) -> bool:
        """Whether a student works here."""
        return self._session.studying

    @property
    def in_feedback(self) -> bool:
        """Whether the feedback on the open article is shown."""
        return self._panes.comparing

    @property
    def _who(self) -> str:
        return self._session.desk.annotator.id

    @property
    def _lesson(self) -> Lesson:
        return lesson_of(self._session.project)

    @property
    def _course(self) -> Course:
        return course(self._session.project, self._who)

    # ------------------------------------------------------------------ what is shown

    def show_project(self) -> None:
        """Be the calmer page of a lesson, or the page as it always is."""
        self._reminded = ""
        lesson = self._lesson if self.on else None
        self._panes.show_lesson(lesson)
        if lesson is not None:
            begun = any(state is not State.TODO for _, _, state in self._course.articles)
            self._panes.queue.lesson.fold.setChecked(not begun)
        self._panes.feedback.neutral = rewording_field(self._session.project.codebook)
        asks = wording(self._session)
        self._panes.details.word(asks)
        self._panes.labels.labels.reason = asks.note if asks.reason else ""

    def show_article(self) -> None:
        """Show the feedback on the open article if it was seen before, and what can be done now."""
        article, project = self._page.article, self._session.project
        seen = article is not None and self.on and project.is_closed(article.id, self._who)
        found = compared(project, article.id, self._who) if article is not None and seen else None
        if found is not None and article is not None:
            self._show(article, found)
        self._panes.show_feedback(shown=found is not None)
        self.refresh()
        self._page.status_changed.emit()

    def _show(self, article: Article, found: Compared) -> None:
        mask = self._page.upkeep.mask_over(article)
        if mask:
            points = tuple(_covered(it, mask) for it in found.feedback.points)
            found = replace(found, feedback=replace(found.feedback, points=points))
        self._panes.feedback_text.show_points(article, found.feedback.points, mask)
        self._panes.feedback.show_compared(found, self._page.looks, self._onward())
        self._panes.feedback.choose(0)

    def restyle(self) -> None:
        """Colours or letters are others: show the feedback anew, at the same place."""
        if self.in_feedback:
            current = self._panes.feedback.current
            self.show_article()
            self._panes.feedback.choose(current)

    def refresh(self) -> None:
        """Something was done: show what can be done now."""
        if self.on and self._page.article is not None:
            self._panes.queue.foot.show_next(self._next(self._page.article))
            if self.in_feedback:
                self._panes.feedback.show_onward(self._onward())

    def _next(self, article: Article) -> Next:
        at, rule = self._course, self._lesson.feedback
        state = next((it for known, _, it in at.articles if known == article.id), State.TODO)
        again = self._may_try_again(at)
        code = self.wants_code and at.done > 0
        if self.in_feedback:
            return Next(code=code, hand_in=not at.finished)
        if state not in ENDED:
            shown = rule is FeedbackRule.EACH and self._lesson.part(article.id) in (
                Part.LESSON,
                Part.AGAIN,
            )
            meaning = self.tr("Then you see how you did, and your labels here stay as they are.")
            done = self.tr("Done with this article")
            return Next("article-done", done, meaning if shown else "", code=code)
        if self.unseen:
            meaning = self.tr(
                "Look over your labels first: once you saw it, they stay as they are."
            )
            return Next("lesson-feedback", self.tr("See how you did"), meaning, again, code)
        if not at.finished:
            return Next("article-done", self.tr("Next article"), code=code)
        return Next("lesson-hand-in", self.tr("Hand in"), "", again, code, hand_in=False)

    def _onward(self) -> Onward:
        at = self._course
        again = self._may_try_again(at)
        if not at.finished:
            return Onward(self.tr("Next article"), again)
        if self.unseen:
            return Onward(self.tr("See how you did on the next one"), again, hand_in=True)
        return Onward(self.tr("Hand in"), again)

    def _may_try_again(self, at: Course) -> bool:
        """Whether there is a fresh article, and all of the lesson's own were compared."""
        if not at.spare or self._lesson.feedback is FeedbackRule.NEVER:
            return False
        project = self._session.project
        return all(
            state is State.SKIPPED or project.is_closed(it, self._who)
            for it, part, state in at.articles
            if part in (Part.LESSON, Part.AGAIN)
        )

    # ------------------------------------------------------------------ done, and what follows

    def reminds(self) -> bool:
        """Remind once of reasons that are still missing on the open article; whether it did."""
        page = self._page
        if not self.on or page.article is None or not self._lesson.reason:
            return False
        labels = self._session.desk.labels(page.article.id)
        without = [it for it in labels if not it.note.strip()]
        if not without or self._reminded == page.article.id:
            return False
        self._reminded = page.article.id
        page.go_to_label(without[0].id)
        page.go_to_fields(note=True)
        one = self.tr("1 label has no “How do you know?” yet.")
        many = self.tr("{n} labels have no “How do you know?” yet.").format(n=len(without))
        more = self.tr("Say why you marked it, or press Done again to leave it so.")
        page.say(f"{one if len(without) == 1 else many} {more}")
        return True

    def follows(self) -> bool:
        """After done: show how it went where that is due, or that all is done; whether it did."""
        if not self.on or self._page.article is None:
            return False
        self._panes.queue.lesson.fold.setChecked(False)  # they know by now what to do
        rule, project = self._lesson.feedback, self._session.project
        if rule is FeedbackRule.EACH and may_compare(project, self._page.article.id, self._who):
            self.look()
            return True
        if not self._course.finished:
            return False
        self._page.upkeep.catch_up()
        self.refresh()
        if self.unseen:
            words = self.tr("All articles are done. Look over your labels, or see how you did.")
        elif rule is FeedbackRule.RELEASED:
            words = self.tr("All articles are done. Hand in; the code comes from your instructor.")
        else:
            words = self.tr("All articles are done. Now hand in.")
        self._page.say(words)
        return True

    @property
    def unseen(self) -> str:
        """The article whose feedback may be seen and was not: the open one first; "" for none."""
        project, article = self._session.project, self._page.article
        ids = [it for it, _, _ in self._course.articles]
        if article is not None and article.id in ids:
            ids.remove(article.id)
            ids.insert(0, article.id)
        return next(
            (
                it
                for it in ids
                if may_compare(project, it, self._who)
                and not project.is_closed(it, self._who)
                and (key_of(project, it) is not None or self._opens_itself)
            ),
            "",
        )

    def look(self) -> None:
        """Show how the student did on the next article for which that may be seen."""
        self._page.commit()
        article_id = self.unseen
        if not article_id:
            return
        if self._sealed:  # its code lies beside it
            self._open_key(self._lesson.code)
            return
        compare(self._session.project, article_id, self._who)
        self._page.upkeep.catch_up()
        if self._page.article is not None and self._page.article.id == article_id:
            self.show_article()
        else:
            self._session.go_to_article(article_id)
            self._panes.focus_middle()

    def go_on(self) -> None:
        """Go on from a feedback: to the next article, the next feedback, or to handing in."""
        desk, article = self._session.desk, self._page.article
        if article is not None:  # undo may have taken back that it is done
            desk.set_state(article.id, State.DONE)
        self._page.upkeep.catch_up()
        following = self._panes.queue.next_to_do()
        if following:
            self._session.go_to_article(following)
            self._panes.focus_middle()
        elif self.unseen:
            self.look()
        else:
            self.handing.hand_in()

    @property
    def can_try_again(self) -> bool:
        """Whether a fresh article may be tried now."""
        return self.on and self._may_try_again(self._course)

    def again(self) -> None:
        """Try again on a fresh article."""
        article_id = try_again(self._session.project, self._who)
        if article_id is not None:
            self._panes.queue.reload()
            self._session.go_to_article(article_id)
            self._panes.focus_middle()

    # ------------------------------------------------------------------ the code

    @property
    def wants_code(self) -> bool:
        """Whether the key is still sealed, and its code is to be typed."""
        return self.on and self._lesson.feedback is FeedbackRule.RELEASED and self._sealed

    @property
    def _opens_itself(self) -> bool:
        return self._lesson.feedback is FeedbackRule.END and self._sealed

    @property
    def _sealed(self) -> bool:
        project = self._session.project
        return bool(self._lesson.sealed) and all(
            key_of(project, it) is None for it, _, _ in self._course.articles
        )

    def ask_code(self) -> None:
        """Ask for the code that opens the key."""
        dialog = CodeSheet(self._window)
        dialog.given.connect(self._open_key)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_key(self, code: str) -> None:
        self._jobs.write(
            self.tr("Opening the key"),
            self._session.project,
            lambda project: _opening(project, code),
            self._key_opened,
        )

    def _key_opened(self, opened: object) -> None:
        if opened is True and self._session.is_open:
            self._session.refresh()
            if self.unseen:
                self.look()
            else:
                self._page.say(self.tr("That is the code. What is done can be compared now."))
