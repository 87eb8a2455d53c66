"""How the Annotate page looks: the tags' colours, letters and column, backlight."""

from typing import Protocol

from annotator.core.model import Article, Codebook
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.study import Study
from annotator.gui.annotate.upkeep import Upkeep
from annotator.gui.article.layer import TagLook, tag_looks
from annotator.gui.preferences import Preferences
from annotator.gui.theme import current_theme


class DressedPage(Protocol):
    """What is needed of the page that looks so."""

    article: Article | None
    panes: Panes
    upkeep: Upkeep
    study: Study

    @property
    def codebook(self) -> Codebook: ...


class Appearance:
    """Dresses the article and the list of labels; `looks` are the tags' by key."""

    def __init__(self, page: DressedPage) -> None:
        self._page = page
        self._view = page.panes.view
        self.looks: dict[str, TagLook] = {}

    def show_codebook(self, codebook: Codebook) -> None:
        """Take the looks of these tags; the text itself follows by `restyle`."""
        self.looks = tag_looks(codebook)
        self._view.layer.looks = self.looks
        self._page.panes.labels.labels.looks = self.looks

    def apply(self, preferences: Preferences) -> None:
        """Look as the person prefers."""
        self._view.snapping = preferences.snapping
        for view in (self._view, self._page.panes.feedback_text):
            view.points, view.column = preferences.article_points, preferences.column
        self._dim(on=preferences.backlight)
        if self._page.article is not None:
            self.show_codebook(self._page.codebook)
            self.restyle()

    def restyle(self) -> None:
        """Letters, colours or looks are others: lay the open article out anew where it stands."""
        if self._page.article is not None:
            self._dim(on=self._view.layer.dimmed is not None)
            self._view.restyle(self._page.article)
            self._page.upkeep.show_marks()
            self._page.study.restyle()

    def toggle_backlight(self) -> None:
        """Dim all but the labels, or no longer."""
        self._dim(on=self._view.layer.dimmed is None)
        self._view.restyle_labels()

    def _dim(self, *, on: bool) -> None:
        self._view.layer.dimmed = current_theme().tokens.text_faint if on else None
