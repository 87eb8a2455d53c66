"""The concordance: words, or the labels of a tag, in every article; ticked and tagged in one step.

A place is what a search found at one moment. When labels change, those that lie on the places are
read anew; the places of a tag are looked for anew.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import Codebook, Label
from annotator.core.work import Work
from annotator.gui.article.layer import tag_looks
from annotator.gui.asking import Asker
from annotator.gui.corpus.ticked import ROOM_FOR_A_TAG, TickedBar
from annotator.gui.jobs import Jobs
from annotator.gui.places import PlaceList
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, restyled
from annotator.gui.widgets.inputs import Combo
from annotator.gui.widgets.panels import Empty
from annotator.project import Project
from annotator.project.corpus import MOST_HITS, Concordance, Place, concordance, with_labels

_FIRST = 200
"""So many places are shown at once, the others after them."""
_FEW = 50
"""So many articles whose labels changed are read anew one by one; for more all is asked again."""


def words_in(line: str) -> list[str]:
    """The words and phrases of a line, parted by `|`."""
    return [word.strip().strip('"“”') for word in line.split("|") if word.strip().strip('"“”')]


class ConcordanceView(QWidget):
    """Shows places and which are ticked; `asked` carries the id of an action a button stands for.

    `found` comes when other places are shown, `opened` when one is to be seen in Annotate.
    """

    found = Signal()
    opened = Signal()
    asked = Signal(str)

    def __init__(self, session: Session, lookups: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asker = Asker(session, lookups, self)
        self._words: list[str] = []
        self._shown: tuple[object, ...] = ()
        self._result = Concordance((), 0)
        self._more = False
        self._then: Callable[[], None] | None = None
        self.list = PlaceList(self.tr("Places in their context"))
        self.sources = Combo(narrow=True)
        self.sources.setAccessibleName(self.tr("What to show in context"))
        self.sources.setMinimumContentsLength(ROOM_FOR_A_TAG)
        self.order = Combo()
        self.order.setAccessibleName(self.tr("Sorted by"))
        self.order.addItem(self.tr("In the order of the texts"), "")
        self.order.addItem(self.tr("Sorted by the word before"), "left")
        self.order.addItem(self.tr("Sorted by the word after"), "right")
        self.match_case = QCheckBox(self.tr("Match case"))
        self.head = ElidedLabel()
        restyled(self.head, level="strong")
        self.foot = TickedBar(session, self)
        self._lay_out()
        self._connect()
        self._show_verbs()

    # ------------------------------------------------------------------ making

    def _lay_out(self) -> None:
        look = current_theme()
        controls = QHBoxLayout()
        controls.setSpacing(look.px(10))
        controls.addWidget(self.sources)
        controls.addWidget(self.match_case)
        controls.addStretch(1)
        controls.addWidget(self.order)
        ticks = QHBoxLayout()
        ticks.setSpacing(look.px(2))
        ticks.addWidget(self.head, 1)
        self._ticks: list[QWidget] = []
        for text, action_id in (
            (self.tr("Tick all"), "places-tick-all"),
            (self.tr("Tick untagged"), "places-tick-untagged"),
            (self.tr("Tick none"), "places-tick-none"),
        ):
            button = ActionButton(text, action_id, "flat")
            button.asked.connect(self.asked)
            button.hide()
            ticks.addWidget(button)
            self._ticks.append(button)
        self._hint = Empty(
            self.tr("Words in their context"),
            self.tr(
                "Type a word or a phrase above, several parted by |, or choose the labels of a tag."
            ),
        )
        self._nothing = Empty(self.tr("Not found"), self.tr("These words stand in no article."))
        self._stack = QStackedWidget()
        for page in (self.list, self._hint, self._nothing):
            self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        box.addLayout(controls)
        box.addLayout(ticks)
        box.addWidget(self._stack, 1)
        box.addWidget(self.foot)

    def _connect(self) -> None:
        self.sources.activated.connect(self._source_chosen)
        self.order.activated.connect(self._order_chosen)
        self.match_case.toggled.connect(self._case_chosen)
        self.list.opened.connect(self.opened)
        self.list.places.ticked_changed.connect(self._show_verbs)
        self.foot.asked.connect(self.asked)

    # ------------------------------------------------------------------ the project

    def show_codebook(self, codebook: Codebook) -> None:
        """Offer this codebook's tags."""
        self.list.places.looks = tag_looks(codebook)
        source = self.tag
        self.sources.clear()
        self.sources.addItem(self.tr("The words above"), "")
        for tag in codebook.tags:
            self.sources.addItem(self.tr("Labels of {tag}").format(tag=tag.name), tag.key)
        self.sources.setCurrentIndex(max(0, self.sources.findData(source)))
        self.foot.show_codebook(codebook)
        self._show_verbs()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The colours of tags are the theme's.
        if event.type() is QEvent.Type.StyleChange and self._session.is_open:
            self.list.places.looks = tag_looks(self._session.project.codebook)

    def forget(self) -> None:
        """There is no project any more."""
        self._asker.drop()
        self._words, self._shown = [], ()
        self.sources.clear()
        self._show(Concordance((), 0))

    # ------------------------------------------------------------------ asking

    @property
    def tag(self) -> str:
        """The tag whose labels are shown; "" where words are."""
        found = self.sources.currentData()
        return found if isinstance(found, str) else ""

    @property
    def count(self) -> int | None:
        """How many places are shown; None where nothing was asked for."""
        return len(self._result.places) if self._words or self.tag else None

    def show_words(self, line: str) -> None:
        """Show the places of these words, if they are not shown already."""
        words = words_in(line)
        if words != self._words:
            self._words = words
            if words:
                self.sources.setCurrentIndex(0)
            self.ask()

    def _source_chosen(self) -> None:
        self.ask()

    def _order_chosen(self) -> None:
        self.ask(whole=True)

    def _case_chosen(self, _checked: bool) -> None:
        self.ask()

    def refresh(self) -> None:
        """Ask the same once more."""
        self.ask(whole=True)

    def ask(self, *, whole: bool = False) -> None:
        """Ask for the places of the words, or of the tag's labels; the first of them first."""
        if self._question() != self._shown:
            self.list.places.tick_only(())
        if not self._session.is_open or not (self._words or self.tag):
            self._asker.drop()
            self._show(Concordance((), 0))
            return
        self._shown = self._question()
        # In the order of the texts the first places are the same however many there are.
        self._ask_for(MOST_HITS if whole or self._order() else _FIRST)

    def _order(self) -> str:
        return str(self.order.currentData() or "")

    def _ask_for(self, most: int) -> None:
        words, tag, order = self._words, self.tag, self._order()
        ignore_case = not self.match_case.isChecked()
        whose = self._session.whose

        def work(project: Project) -> Work[Concordance]:
            return concordance(
                project,
                words,
                tag=tag,
                whose=whose,
                ignore_case=ignore_case,
                sort=order,
                most=most,
                blind=True,
            )

        self._asker.ask(work, self._show, self.tr("Looking through the articles"))

    def _question(self) -> tuple[object, ...]:
        return tuple(self._words), self.tag, self.match_case.isChecked()

    def _show(self, found: Concordance) -> None:
        self._result = found
        self._more = found.cut and len(found.places) < MOST_HITS
        row, where = self.list.currentIndex().row(), self.list.verticalScrollBar().value()
        self.list.places.show_places(found.places)
        self.list.verticalScrollBar().setValue(where)
        if found.places:
            index = self.list.places.index(max(0, min(row, len(found.places) - 1)))
            self.list.setCurrentIndex(index)
        asked = bool(self._words or self.tag)
        empty = self._nothing if asked else self._hint
        self._stack.setCurrentWidget(self.list if found.places else empty)
        self.head.setText(self._heading() if found.places else "")
        for button in self._ticks:
            button.setVisible(bool(found.places))
        self._show_verbs()
        self.found.emit()
        if self._more:
            self._ask_for(MOST_HITS)
        elif self._then is not None:
            then, self._then = self._then, None
            then()

    def _heading(self) -> str:
        found, sorts = self._result, {"left": self.tr("the word before")}
        sorts["right"] = self.tr("the word after")
        what = (
            self.sources.currentText()
            if self.tag
            else ", ".join(f"“{word}”" for word in self._words)
        )
        if len(found.places) == 1:
            words = self.tr("{what} in context · 1 place")
        else:
            words = self.tr("{what} in context · {n} places in {m} articles")
        head = words.format(what=what, n=f"{len(found.places):,}", m=f"{found.articles:,}")
        if self._more:
            return head + " · " + self.tr("looking for more…")
        if found.cut:
            head += " · " + self.tr("there are more; look for fewer words")
        by = sorts.get(self._order())
        return f"{head} · " + self.tr("sorted by {what}").format(what=by) if by else head

    # ------------------------------------------------------------------ what changed

    def changed(self, labels: Sequence[Label]) -> None:
        """Labels changed: read those on the places anew."""
        if not labels or not self._result.places:
            if labels and self.tag:
                self.ask(whole=True)
            return
        touched = {label.article_id for label in labels}
        if self.tag or len(touched) > _FEW:
            self.ask(whole=True)
            return
        whose = self._session.whose
        shown = enumerate(self.list.places.places)
        here = [(n, place) for n, place in shown if place.hit.article_id in touched]
        here.sort(key=lambda each: each[1].hit.article_id)
        for _, group in groupby(here, key=lambda each: each[1].hit.article_id):
            numbered = list(group)
            fresh = with_labels(self._session.project, [place for _, place in numbered], whose)
            for (number, _), place in zip(numbered, fresh, strict=True):
                self.list.places.put(number, place)
        self._show_verbs()

    # ------------------------------------------------------------------ ticks

    def tick_all(self) -> None:
        """Tick every place, those that are still to come as well."""
        self._then = self.tick_all if self._more else None
        self.list.places.tick(range(len(self.list.places.places)))

    def tick_untagged(self) -> None:
        """Tick just the places on which no label lies."""
        self._then = self.tick_untagged if self._more else None
        shown = enumerate(self.list.places.places)
        self.list.places.tick_only(number for number, place in shown if not place.labels)

    def tick_none(self) -> None:
        """Take every tick away."""
        self._then = None
        self.list.places.tick_only(())

    def ticked(self) -> list[Place]:
        """The places that are ticked."""
        return self.list.places.ticked

    def _show_verbs(self) -> None:
        self.foot.show_ticked(self.ticked(), self.tag)
