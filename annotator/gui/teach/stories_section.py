"""The Stories section: two articles on one event, how loaded each is, the same facts otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import Span
from annotator.core.work import Work
from annotator.gui.article.heat_text import HeatText, Warmth
from annotator.gui.article.layer import TagLook, tag_looks
from annotator.gui.asking import Asker
from annotator.gui.preferences import Preferences
from annotator.gui.teach.class_cards import OutletsCard
from annotator.gui.teach.section import ClassPage, lead_the_tab_key, paper_page
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, emptied, label
from annotator.gui.widgets.inputs import Combo
from annotator.gui.widgets.panels import Empty, TitledCard
from annotator.gui.workspace import Services
from annotator.project import Project
from annotator.project.classroom import classroom
from annotator.teach.classwork import Classwork
from annotator.teach.heat import Heat
from annotator.teach.stories import (
    Loaded,
    OutletLoad,
    SameFact,
    Stories,
    Story,
    Told,
    by_outlet,
)

_COLUMN = 56
_LEAST_TEXT, _LEAST_FACTS = 170, 130
"""The least heights of texts and facts, in pixels at 100 %; with less room the section scrolls."""


@dataclass(frozen=True, slots=True)
class TwoStories:
    """The pairs that there are to compare, and one of them with what the class made of it."""

    pairs: tuple[tuple[tuple[str, str], str], ...]
    chosen: tuple[str, str]
    stories: Stories
    works: tuple[Classwork, Classwork]
    heats: tuple[Heat | None, Heat | None]
    outlets: tuple[OutletLoad, ...]


def two_stories(project: Project, wanted: tuple[str, str]) -> Work[TwoStories | None]:
    """The first two articles of each event, one pair of them compared; None without any."""
    found = yield from classroom(project)
    pairs = tuple(((ids[0], ids[1]), event) for event, ids in found.events.items())
    if not pairs:
        return None
    known = {ids for ids, _ in pairs}
    chosen = wanted if wanted in known else pairs[0][0]
    one, other = (found.work(each) for each in chosen)
    return TwoStories(
        pairs,
        chosen,
        found.side_by_side(*chosen),
        (one, other),
        (found.heat(chosen[0]), found.heat(chosen[1])),
        by_outlet(found.works),
    )


class StoryPane(QWidget):
    """One of the two: its outlet and title, how loaded it is, its text with heat and key."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current_theme()
        self.outlet = ElidedLabel()
        self.outlet.setProperty("level", "strong")
        self.rate = label("")
        self.rate.setWordWrap(True)
        self.tags = label("", tone="muted", level="small")
        self.tags.setWordWrap(True)
        self.text = HeatText()
        self.text.column = _COLUMN
        self.text.setMinimumHeight(look.px(_LEAST_TEXT))
        self.text.setProperty("role", "article")
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        self._align(look.px(28))
        self.text.aligned.connect(self._align)
        head.setSpacing(look.px(2))
        for each in (self.outlet, self.rate, self.tags):
            head.addWidget(each)
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(self.text, 1)

    def _align(self, side: int) -> None:
        """Have what stands above the text begin and end where its lines do."""
        look, layout = current_theme(), self._head.layout()
        if layout is not None:
            layout.setContentsMargins(side, look.px(4), side, look.px(6))
        self.resized.emit()

    def head_needs(self) -> int:
        """How high what stands above the text must be, in pixels."""
        layout = self._head.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self._head.sizeHint().height()
        return layout.totalHeightForWidth(self.width())

    def level(self, height: int) -> None:
        """Have the text begin so far below the top."""
        self._head.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def show_story(
        self, story: Story, work: Classwork, heat: Heat | None, looks: dict[str, TagLook]
    ) -> None:
        """Show this story."""
        known = story.article.metadata
        self.outlet.setText(" · ".join(part for part in (known.outlet, known.date) if part))
        self.rate.setText(self._rates(story))
        loaded = story.by_key or story.by_class
        self.tags.setText(_by_tag(loaded, looks))
        if self.text.text != story.article.text or not self.text.layer.looks:
            self.text.show_article(story.article)
        self.text.layer.looks = looks
        words = []
        if heat is not None:
            words = [
                Warmth(span, heat.share(at)) for at, span in enumerate(heat.words) if heat.count(at)
            ]
        self.text.warm(words, current_theme().tokens.danger)
        self.text.set_labels(list(work.key or ()))

    def _rates(self, story: Story) -> str:
        said = []
        if story.by_key is not None:
            said.append(self.tr("{n} by the key").format(n=f"{story.by_key.rate:.1f}"))
        if story.by_class is not None:
            said.append(self.tr("{n} by the class").format(n=f"{story.by_class.rate:.1f}"))
        if not said:
            return self.tr("Nobody has marked it yet.")
        return self.tr("Loaded words in 100: {rates}").format(rates=" · ".join(said))


def _by_tag(loaded: Loaded | None, looks: dict[str, TagLook]) -> str:
    if loaded is None:
        return ""
    rates = sorted(loaded.by_tag.items(), key=lambda it: -it[1])
    named = ((looks[tag].name if tag in looks else tag, rate) for tag, rate in rates if rate > 0)
    return "\u00a0· ".join(f"{name}\u00a0{rate:.1f}" for name, rate in named)  # no line begins so


class StoriesSection(ClassPage):
    """Two panes that can be read beside each other, and below them the sentences that belong."""

    key: ClassVar[str] = "stories"

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._asker = Asker(services.session, services.lookups, self)
        self.found: TwoStories | None = None
        self.looks: dict[str, TagLook] = {}
        self.chooser = Combo(self.tr("Event"), narrow=True)
        self.panes = (StoryPane(), StoryPane())
        self.outlets = OutletsCard()
        self.facts: list[FactRow] = []
        self._lay_out()
        self.chooser.finished.connect(self.refresh)

    def _lay_out(self) -> None:
        look = current_theme()
        head = QHBoxLayout()
        head.setContentsMargins(look.px(28), 0, look.px(28), look.px(8))
        head.addWidget(self.chooser, 1)
        head.addStretch(1)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setHandleWidth(1)
        for pane in self.panes:
            beside.addWidget(pane)
            pane.resized.connect(self._level)
        self._same = TitledCard(self.tr("Same facts, different words"))
        self._grid = QVBoxLayout()
        self._grid.setSpacing(look.px(4))
        self._same.box.addLayout(self._grid)
        below = paper_page()
        below.box.addWidget(self._same)
        below.box.addWidget(self.outlets)
        below.box.addStretch(1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(1)
        halves.addWidget(beside)
        halves.addWidget(below)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setSizes([500, 300])
        below.setMinimumHeight(look.px(_LEAST_FACTS))
        self._page = paper_page()
        self._page.box.setContentsMargins(0, 0, 0, 0)
        self._page.box.setSpacing(0)
        self._page.box.addLayout(head)
        self._page.box.addWidget(halves, 1)
        self._none = Empty(
            self.tr("No event is told twice"),
            self.tr(
                "Give two articles of the lesson the same event in the Corpus workspace; then they "
                "stand here side by side."
            ),
        )
        self.stack.addWidget(self._page)
        self.stack.addWidget(self._none)

    def about(self) -> str:
        return self.tr("one event, two stories") if self.found is not None else ""

    def first(self) -> QWidget | None:
        return self.panes[0].text

    def forget(self) -> None:
        self._asker.drop()
        self.found = None
        self.chooser.clear()
        super().forget()

    def apply_preferences(self, preferences: Preferences) -> None:
        """Take over the size of an article's letters."""
        for pane in self.panes:
            pane.text.points = preferences.article_points

    def refresh(self) -> None:
        chosen = self.chooser.value()
        wanted = chosen if isinstance(chosen, tuple) else ("", "")
        self._asker.ask(lambda project: two_stories(project, wanted), self._show)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.found is not None:
            for pane, work in zip(self.panes, self.found.works, strict=True):
                pane.text.restyle(work.article)
            self._show(self.found)

    def _show(self, found: TwoStories | None) -> None:
        self.found = found
        self.show_one(self._page if found is not None else self._none)
        if found is not None:
            self.looks = tag_looks(self.session.project.codebook)
            self.chooser.offer(list(found.pairs))
            self.chooser.show_value(found.chosen)
            stories = (found.stories.one, found.stories.other)
            for pane, story, work, heat in zip(
                self.panes, stories, found.works, found.heats, strict=True
            ):
                pane.show_story(story, work, heat, self.looks)
            self._level()
            self._show_same(found.stories.same)
            self.outlets.show_outlets(found.outlets)
        self.about_changed.emit()

    def _level(self) -> None:
        """Have both texts begin at one height."""
        height = max(pane.head_needs() for pane in self.panes)
        for pane in self.panes:
            pane.level(height)

    # ------------------------------------------------------------------ the same facts

    def _show_same(self, same: Sequence[SameFact]) -> None:
        if same and [row.fact for row in self.facts] == list(same):
            return  # the rows stay, and the focus in them
        emptied(self._grid)
        self.facts = []
        for fact in same:
            row = FactRow(fact)
            row.clicked.connect(self._go_to)
            self.facts.append(row)
            self._grid.addWidget(row)
        lead_the_tab_key(self.panes[1].text, *self.facts)
        if not same:
            words = self.tr("No two sentences tell the same in like words.")
            self._grid.addWidget(self._same.words(words))

    def _go_to(self) -> None:
        row = self.sender()
        if isinstance(row, FactRow):
            for other in self.facts:
                other.setChecked(other is row)
            for pane, told in zip(self.panes, (row.fact.one, row.fact.other), strict=True):
                pane.text.frame((told.span,))
                pane.text.scroll_to(told.span)


class FactRow(QPushButton):
    """A sentence of each story that tell the same; loaded words stand out underlined and bold."""

    def __init__(self, fact: SameFact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        self.setProperty("role", "row")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{fact.one.text} – {fact.other.text}")
        look = current_theme()
        grid = QGridLayout(self)
        grid.setContentsMargins(look.px(10), look.px(8), look.px(10), look.px(8))
        grid.setHorizontalSpacing(look.px(24))
        for column, told in enumerate((fact.one, fact.other)):
            words = label(_marked(told))
            words.setTextFormat(Qt.TextFormat.RichText)
            words.setWordWrap(True)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            grid.addWidget(words, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        self._grid = grid
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._grid.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _marked(told: Told) -> str:
    """The sentence as rich text, what is labelled in it bold and underlined."""
    start = told.span.start
    pieces = sorted(
        {
            Span(max(piece.start, told.span.start), min(piece.end, told.span.end))
            for each in told.labels
            for piece in each.pieces
            if piece.start < told.span.end and told.span.start < piece.end
        }
    )
    said, at = [], start
    for piece in pieces:
        if piece.start < at:
            continue
        said.append(escape(told.text[at - start : piece.start - start]))
        words = escape(told.text[piece.start - start : piece.end - start])
        said.append(f"<b><u>{words}</u></b>")
        at = piece.end
    said.append(escape(told.text[at - start :]))
    return "".join(said)
