"""The Class section: an article as the class marked it, and the places worth talking about."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.labels import shortened
from annotator.core.model import Label
from annotator.gui.article.heat_text import HeatText, Warmth
from annotator.gui.article.layer import TagLook, tag_looks
from annotator.gui.asking import Asker
from annotator.gui.preferences import Preferences
from annotator.gui.teach.in_class import InClass, agreement_in_class, in_class
from annotator.gui.teach.place_words import key_words, marked_words, pieces_of, word_words
from annotator.gui.teach.section import ClassPage, lead_the_tab_key, paper_page
from annotator.gui.teach.talking_points import TalkingPoints
from annotator.gui.teach.wall import Wall
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, IconButton, label
from annotator.gui.widgets.choices import Segmented
from annotator.gui.widgets.flow import BesideOrBelow
from annotator.gui.widgets.inputs import Combo
from annotator.gui.widgets.panels import Empty
from annotator.gui.workspace import Services
from annotator.teach.places import Place

CLASS, BOTH, KEY = "class", "both", "key"
"""What the text shows: what the class marked, that and the key, the key alone."""

_THREE_CARDS = 900
"""From this width on, in pixels at 100 % text, the cards stand beside each other."""
_QUOTE = 120
"""So many code points of a place's words at most; it is framed in the text."""
_LEAST_TEXT = 220
"""The least height of the text, in pixels at 100 %; with less room the section scrolls."""


class ClassSection(ClassPage):
    """Shows the heat of one article, and goes with it to the places worth talking about."""

    key: ClassVar[str] = "class"

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.found: InClass | None = None
        self.looks: dict[str, TagLook] = {}
        self.wall = Wall(services.session, self)
        self._article_id = ""
        self._asker = Asker(services.session, services.lookups, self)
        self._measurer = Asker(services.session, services.lookups, self)
        self._agreement = ""
        self.articles = Combo(self.tr("Article"), narrow=True)
        self.tags = Combo(self.tr("Tag"), narrow=True)
        self.view = Segmented(
            (
                (CLASS, self.tr("Class")),
                (BOTH, self.tr("Class and key")),
                (KEY, self.tr("Key")),
            ),
            self.tr("Show"),
        )
        self.view.set_value(CLASS)
        self.text = HeatText()
        self.sentence = label("")
        self.talking = TalkingPoints()
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ making

    def _lay_out(self) -> None:
        look = current_theme()
        self._page = paper_page()
        self._page.box.setContentsMargins(0, 0, 0, 0)
        self._page.box.setSpacing(0)
        self._page.box.addLayout(self._head())
        self.few = Empty(
            self.tr("Too few to show"),
            self.tr(
                "A heat map of fewer than three students would show what one of them marked. "
                "Collect more hand-ins, or choose another article above."
            ),
        )
        self._below = QStackedWidget()
        self._below.addWidget(self._shown())
        self._below.addWidget(self.few)
        self._page.box.addWidget(self._below, 1)
        self.nobody = Empty(
            self.tr("Nothing has come back yet"),
            self.tr(
                "Save the lesson for students, and give them the file. What they hand in is "
                "dropped here, many files, a folder or a zip at once."
            ),
            self.tr("Collect hand-ins…"),
        )
        self.text.setMinimumHeight(look.px(_LEAST_TEXT))
        self.stack.addWidget(self._page)
        self.stack.addWidget(self.nobody)

    def _head(self) -> QBoxLayout:
        """What is shown of what, and how; in two rows where there is no room for one."""
        look = current_theme()
        self.back = IconButton("arrow-left", self.tr("Place before (P)"), 16)
        self.onward = IconButton("arrow-right", self.tr("Next place (N)"), 16)
        self.project_button = ActionButton(self.tr("Projector"), "class-projector")
        self._rows = BesideOrBelow(_THREE_CARDS)
        self._rows.setContentsMargins(look.px(28), 0, look.px(28), look.px(6))
        self._rows.setSpacing(look.px(10))
        which, how = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (which, (self.articles, self.tags)),
            (how, (self.view, self.back, self.onward, self.project_button)),
        ):
            row.setSpacing(look.px(10))
            self._rows.addLayout(row, 1 if row is which else 0)
            for part in parts:
                row.addWidget(part, 1 if part is self.articles else 0)
        how.insertStretch(3, 1)
        return self._rows

    def _shown(self) -> QWidget:
        """The text, a sentence about the place in question, the cards."""
        look = current_theme()
        self.text.setProperty("role", "article")
        self.sentence.setWordWrap(True)
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().height() + look.px(6))
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        about = QVBoxLayout()
        about.setContentsMargins(look.px(28), look.px(8), look.px(28), look.px(8))
        about.addWidget(self.sentence)
        talking = QVBoxLayout()
        talking.setContentsMargins(look.px(28), 0, look.px(28), look.px(20))
        talking.addWidget(self.talking)
        shown = QWidget()
        box = QVBoxLayout(shown)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.text, 1)
        box.addLayout(about)
        box.addLayout(talking)
        return shown

    def _connect(self) -> None:
        self.articles.finished.connect(self._choose_article)
        self.tags.finished.connect(self._show_heat)
        self.view.changed.connect(self._viewed)
        self.back.clicked.connect(lambda: self.step(-1))
        self.onward.clicked.connect(lambda: self.step(1))
        self.nobody.acted.connect(lambda: self.asked.emit("lesson-collect"))
        self.talking.chosen.connect(self._show_place)

    # ------------------------------------------------------------------ the section

    def about(self) -> str:
        found = self.found
        if found is None:
            return ""
        said = self.tr("{n} handed in").format(n=found.handed_in)
        if found.heat is None:
            return said
        return f"{said} · {self.tr('share of the class that marked each word')}"

    def hint(self) -> tuple[str, str]:
        return "F5", self.tr("Projector")

    def first(self) -> QWidget | None:
        return self.text

    def forget(self) -> None:
        self._asker.drop()
        self._measurer.drop()
        self.wall.close_projector()
        self.talking.forget()
        self.found, self._article_id = None, ""
        self.articles.clear()
        super().forget()

    def apply_preferences(self, preferences: Preferences) -> None:
        """Take over the size of an article's letters and the width of its column."""
        self.text.points = preferences.article_points
        self.text.column = preferences.column
        if self.found is not None:
            self.text.restyle(self.found.work.article)

    def refresh(self) -> None:
        wanted = self._article_id
        self._asker.ask(lambda project: in_class(project, wanted), self._show)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.found is not None:
            self.text.restyle(self.found.work.article)
            self._show_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for parts in (self.talking, self._rows):
            parts.suit(event.size().width())

    # ------------------------------------------------------------------ showing

    def _show(self, found: InClass | None) -> None:
        self.found = found
        if found is None or not found.handed_in:
            self.show_one(self.nobody)
            self.about_changed.emit()
            return
        self.show_one(self._page)
        article = found.work.article
        fresh = article.id != self._article_id or self.text.text != article.text
        self._article_id = article.id
        self.articles.offer([*found.articles])
        self.articles.show_value(article.id)
        # Another article may have enough students: the choosers stay in reach.
        self._below.setCurrentIndex(1 if found.heat is None else 0)
        for part in (self.tags, self.view, self.back, self.onward):
            part.setEnabled(found.heat is not None)
        if fresh:
            self._agreement = ""
            self.text.show_article(article)
            self.talking.forget()
        self._show_all()
        self.about_changed.emit()
        # Apart, and later: it takes longer, and the text need not wait for it.
        self._measurer.ask(
            lambda project: agreement_in_class(project, article.id), self._show_agreement
        )

    def _show_agreement(self, said: str) -> None:
        self._agreement = said
        self._show_place()

    def _show_all(self) -> None:
        found = self.found
        if found is None:
            return
        self.looks = tag_looks(self.session.project.codebook)
        self.text.layer.looks = self.looks
        tag = self.tags.value()
        given = found.heat.by_tag if found.heat is not None else {}
        names = [(key, look.name) for key, look in self.looks.items() if key in given]
        self.tags.offer([("", self.tr("All tags")), *names])
        self.tags.show_value(tag if tag in given else "")
        self._show_heat()
        self._show_talking(found.places)
        self.wall.follow(found, self.looks)

    def _show_talking(self, places: Sequence[Place]) -> None:
        held = self.window().focusWidget() in self.talking.rows
        self.talking.show_places(places)
        rows = self.talking.rows
        lead_the_tab_key(self.text, *rows)
        if held and self.window().focusWidget() not in rows:
            self.focus()  # the row that had it is gone

    def _show_heat(self) -> None:
        self._warm()
        self._show_key()

    def _warm(self) -> None:
        heat = self.found.heat if self.found is not None else None
        tag = str(self.tags.value() or "")
        words: list[Warmth] = []
        if heat is not None and self.view.value() != KEY:
            words = [
                Warmth(span, heat.share(at, tag), partial(word_words, heat, at, self.looks))
                for at, span in enumerate(heat.words)
                if heat.count(at, tag)
            ]
        look = current_theme()
        colour = self.looks[tag].colour if tag in self.looks else look.tokens.danger
        self.text.warm(words, colour)

    def _show_key(self) -> None:
        tag = str(self.tags.value() or "")
        shown = self.found is not None and self.view.value() != CLASS
        key: Sequence[Label] = (self.found.work.key if self.found and shown else None) or ()
        self.text.set_labels([it for it in key if not tag or it.tag == tag])

    def _viewed(self, value: object) -> None:
        if value is None:  # pressed once more: one of them is always shown
            self.view.set_value(CLASS)
        self.show_view(str(self.view.value()))

    def show_view(self, view: str) -> None:
        """Show the class, the key, or both."""
        self.view.set_value(view)
        if (view == KEY) == bool(self.text.layer.words):  # else the words are as they are to be
            self._warm()
        self._show_key()

    def turn_key(self) -> None:
        """Show the key besides what the class marked, or no longer."""
        self.show_view(CLASS if self.view.value() == BOTH else BOTH)

    def _choose_article(self) -> None:
        self._article_id = str(self.articles.value() or "")
        self.refresh()

    # ------------------------------------------------------------------ on the wall

    @property
    def showable(self) -> bool:
        """Whether there is something to show a class."""
        return self.found is not None and self.found.heat is not None

    def project(self) -> None:
        """Show the class on the whole screen."""
        if self.found is not None and self.showable:
            self.wall.show_class(self.found, self.looks)

    def step(self, by: int) -> None:
        """Go so many places on."""
        self.talking.step(by)

    def _show_place(self) -> None:
        place = self.talking.place
        self.text.frame(pieces_of(place))
        if place is None:
            self.sentence.setText(self._agreement)
            return
        self._page.ensureWidgetVisible(self.text)
        self.text.scroll_to(place.span)
        quote, marked = shortened(place.quote, _QUOTE), marked_words(place, self.looks)
        self.sentence.setText(f"“{quote}”  {marked}\n{key_words(place, self.looks)}")
