"""What can be done to the places that are ticked in a concordance: tag, retag, untag."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.core.model import Codebook
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, restyled
from annotator.gui.widgets.inputs import Combo
from annotator.project.corpus import Place

ROOM_FOR_A_TAG = 18
"""For how many characters of a tag's name a field to choose one has room, at the least."""


class TickedBar(QWidget):
    """A tag to choose, and a button for each verb that says how many places it is about.

    `asked` carries the id of an action a button stands for.
    """

    asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._ticked: Sequence[Place] = ()
        self._shown = ""
        self._sticky = ""
        self.tags = Combo(narrow=True)
        self.tags.setAccessibleName(self.tr("Tag to give"))
        self.tags.setMinimumContentsLength(ROOM_FOR_A_TAG)
        self.do_tag = ActionButton(self.tr("Tag"), "places-tag", "primary")
        self.do_untag = ActionButton(self.tr("Untag"), "places-untag")
        self.do_retag = ActionButton(self.tr("Retag"), "places-retag")
        self.remark = ElidedLabel()
        restyled(self.remark, tone="muted", level="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(10))
        for widget in (self.do_tag, self.tags, self.do_retag, self.do_untag):
            row.addWidget(widget)
        row.addWidget(self.remark, 1)
        self.tags.activated.connect(self._show)
        for button in (self.do_tag, self.do_untag, self.do_retag):
            button.asked.connect(self.asked)

    # ------------------------------------------------------------------ the tag to give

    @property
    def target(self) -> str:
        """The tag that would be given."""
        found = self.tags.currentData()
        return found if isinstance(found, str) else ""

    def show_codebook(self, codebook: Codebook) -> None:
        """Offer this codebook's tags, the one given last first."""
        target = self.target
        self.tags.clear()
        for tag in sorted(codebook.given, key=lambda tag: tag.key != self._sticky):
            self.tags.addItem(tag.name, tag.key)
        self.tags.setCurrentIndex(max(0, self.tags.findData(target)))

    def take_tag(self, tag: str) -> None:
        """Offer this tag first: it was given last."""
        if tag and tag != self._sticky:
            self._sticky = tag
            place = self.tags.findData(tag)
            if place >= 0:
                name = self.tags.itemText(place)
                self.tags.removeItem(place)
                self.tags.insertItem(0, name, tag)
                self.tags.setCurrentIndex(0)
                self._show()

    # ------------------------------------------------------------------ what the verbs are about

    def show_ticked(self, ticked: Sequence[Place], shown: str) -> None:
        """These places are ticked now; `shown` is the tag whose labels they are, "" for words."""
        self._ticked, self._shown = ticked, shown
        self._show()

    def to_tag(self) -> list[Place]:
        """The ticked places that do not have the chosen tag yet."""
        return [place for place in self._ticked if place.tagged(self.target) is None]

    def labels_to_untag(self) -> list[str]:
        """The ids of the labels on just the ticked places: of the tag shown or chosen."""
        if self._shown:
            return [place.hit.label_id for place in self._ticked]
        found = [place.tagged(self.target) for place in self._ticked]
        return [each.id for each in found if each is not None]

    def labels_to_retag(self) -> list[str]:
        """The ids of the labels on just the ticked places that have another tag."""
        if self._shown:
            return self.labels_to_untag() if self._shown != self.target else []
        return [
            each.id
            for place in self._ticked
            for each in place.labels
            if each.pieces == (place.hit.span,) and each.tag != self.target
        ]

    def _show(self) -> None:
        may = self._session.is_open and not self._session.project.read_only
        name = self.tags.currentText()
        places, out, over = self.to_tag(), self.labels_to_untag(), self.labels_to_retag()
        tag = self.tr("Tag {n} ticked as").format(n=f"{len(places):,}")
        self.do_tag.setText(tag)
        self.do_tag.setAccessibleName(f"{tag} {name}")
        self.do_tag.setVisible(not self._shown)
        untag = self.tr("Untag {n}").format(n=f"{len(out):,}") if out else self.tr("Untag")
        self.do_untag.setText(untag)
        retag = self.tr("Retag {n}").format(n=f"{len(over):,}") if over else self.tr("Retag")
        self.do_retag.setText(retag)
        self.do_retag.setAccessibleName(self.tr("{retag} as {tag}").format(retag=retag, tag=name))
        for button, some in ((self.do_tag, places), (self.do_untag, out), (self.do_retag, over)):
            button.setEnabled(bool(some) and may)
        self.remark.setText(
            self.tr("One step in the history; each label says “bulk”.") if places else ""
        )
