"""The menu of the words: the tags, and what can be done with what is selected."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.model import Codebook
from annotator.gui.actions import BoundAction
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.study import Study
from annotator.gui.annotate.tagging import Tagging
from annotator.gui.article.layer import TagLook
from annotator.gui.theme import current_theme
from annotator.gui.widgets.painting import paint_swatch

_OFFERED = (
    ("tag-all", "piece-add", "words-copy"),
    ("label-fields", "label-note", "label-cycle", "label-remove"),
    ("article-find",),
)
"""The page's actions, by id, that are in the menu where they are possible; a line parts them."""


class MenuPage(Protocol):
    """What is needed of the page over whose article the menu opens."""

    panes: Panes
    study: Study
    tagging: Tagging
    bound: Mapping[str, BoundAction]

    @property
    def codebook(self) -> Codebook: ...
    @property
    def looks(self) -> dict[str, TagLook]: ...


class ArticleMenu(QObject):
    """Opens the menu; a tag chosen in it is given as if its key were pressed."""

    def __init__(self, page: MenuPage, window: QWidget) -> None:
        super().__init__(window)
        self._page = page
        self._window = window

    def open_at(self, place: QPoint) -> None:
        """Open at this place of the screen."""
        if not self._page.panes.reading or self._page.study.in_feedback:
            return
        self._page.panes.bar.hide()
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        book, looks = self._page.codebook, self._page.looks
        for tag in book.offered:
            if not book.in_group(tag):
                name = f"{tag.name} …" if tag.group else tag.name
                # What stands behind a tab is shown as the key.
                action = menu.addAction(_swatch(looks[tag.key]), f"{name}\t{tag.shortcut.upper()}")
                action.setData(tag.key)
        for ids in _OFFERED:
            menu.addSeparator()
            for bound in map(self._page.bound.__getitem__, ids):
                if bound.possible:
                    menu.addAction(bound.qt)
        menu.triggered.connect(self._chosen)
        menu.popup(place)

    def _chosen(self, action: QAction) -> None:
        key = action.data()
        if isinstance(key, str):
            self._page.tagging.tag(key)


def _swatch(look: TagLook) -> QIcon:
    theme = current_theme()
    side = theme.px(14)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_swatch(
        painter,
        QRectF(1, 1, side - 2, side - 2),
        look.colour,
        look.pattern,
        theme.tokens.raised,
    )
    painter.end()
    return QIcon(drawn)
