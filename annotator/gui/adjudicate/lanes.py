"""The article with a lane for each annotator, the ground of what stands, the place in question.

A lane's line has the colour and the pattern of its tag; the mark at its start has its annotator's
colour, and lies always at the same height. What gold says is the ground behind the words.
"""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextDocument

from annotator.core.model import Label, Span
from annotator.core.spans import lanes, overlaps, runs
from annotator.core.text import OffsetMap
from annotator.gui.adjudicate.people import Cast
from annotator.gui.article.article_view import ArticleView
from annotator.gui.article.layer import Bar, LabelLayer, TagLook, Tint, line_rects
from annotator.gui.article.typesetting import ROOM
from annotator.gui.colours import mixed
from annotator.gui.theme import LanePattern, current_theme
from annotator.project.adjudicating import Compared

_THICKNESS = 3.0
_PITCH = 6.5
_FIRST = 3.0
"""Height of a lane's line, from one lane to the next, and above the first: pixels at 100 %."""

_MARK = 5.0
_GAP = 1.5
"""Width of an annotator's mark, and from it to the tag's line, in pixels at 100 %."""

_MOST_ROOM = 44.0
"""Pixels at 100 % below a line that the lanes of many annotators share."""

_FADED = 0.4
"""How much of their colour the lanes keep of a place that is decided."""


class LaneLayer(LabelLayer):
    """Labels by annotator: `people` have lanes, whoever else owns labels is gold and a ground.

    `settled` are the ids of the labels that somebody has decided about.
    """

    def __init__(self, document: QTextDocument, to_utf16: OffsetMap) -> None:
        super().__init__(document, to_utf16)
        self.people: Cast = {}
        self.settled: frozenset[str] = frozenset()

    @property
    def pitch(self) -> float:
        """From one lane to the next, in pixels at 100 %."""
        return min(_PITCH, (_MOST_ROOM - _FIRST) / max(1, len(self.people)))

    @property
    def room(self) -> float:
        """What all lanes need below a line, in pixels at 100 %."""
        return max(ROOM, _FIRST + len(self.people) * self.pitch)

    def look(self, label: Label) -> TagLook:
        """The tag's look, named with whose label it is."""
        look, person = super().look(label), self.people.get(label.annotator_id)
        who = person.name if person is not None else "Gold"
        return TagLook(look.colour, look.tint, look.pattern, f"{who}: {look.name}")

    def _tints_of(self, block: QTextBlock) -> Iterator[Tint]:
        gold = [it for it in self._placed(block) if it[1].annotator_id not in self.people]
        for span, indexes in runs([span for span, _ in gold]):
            colour = self.look(gold[indexes[-1]][1]).tint
            for rect in line_rects(block, span):
                yield Tint(rect, colour)

    def _bars_of(self, block: QTextBlock) -> Iterator[Bar]:
        placed = list(self._placed(block))
        for lane, who in enumerate(self.people):
            mine = [(span, label) for span, label in placed if label.annotator_id == who]
            # Labels of one annotator that overlap share the height of their lane.
            layers = lanes([span for span, _ in mine])
            layered = [(span, layer) for (span, _), layer in zip(mine, layers, strict=True)]
            for (span, label), layer in zip(mine, layers, strict=True):
                share = 1 + max(it for other, it in layered if overlaps(other, span))
                yield from self._lane(block, span, label, lane, (layer, share))

    def _lane(
        self, block: QTextBlock, span: Span, label: Label, lane: int, part: tuple[int, int]
    ) -> Iterator[Bar]:
        theme, look = current_theme(), self.look(label)
        own = theme.tag_colour(self.people[label.annotator_id].colour)
        if label.id in self.settled:
            paper = theme.tokens.paper
            own = mixed(paper, own, _FADED)
            look = TagLook(mixed(paper, look.colour, _FADED), look.tint, look.pattern, look.name)
        layer, share = part
        height = _THICKNESS * self.scale / share
        mark, gap = _MARK * self.scale, _GAP * self.scale
        for rect in line_rects(block, span):
            top = rect.bottom() + (_FIRST + lane * self.pitch) * self.scale + layer * height
            wide = min(mark, rect.width() / 2)
            above = layer * height + (_MARK - _THICKNESS) / 2 * self.scale
            square = QRectF(rect.left(), top - above, wide, mark)
            yield Bar(square, TagLook(own, own, LanePattern.SOLID, ""))
            left = rect.left() + wide + gap
            line = QRectF(left, top, max(2.0, rect.right() - left), height * (0.8 if layer else 1))
            yield Bar(line, look)


class ComparedView(ArticleView):
    """An article with everybody's labels; `place` is the one in question, framed."""

    layer: LaneLayer

    def _new_layer(self, document: QTextDocument, to_utf16: OffsetMap) -> LaneLayer:
        fresh, known = LaneLayer(document, to_utf16), getattr(self, "layer", None)
        if isinstance(known, LaneLayer):
            fresh.people, fresh.settled = known.people, known.settled
        return fresh

    def show_compared(self, found: Compared, people: Cast, looks: Mapping[str, TagLook]) -> None:
        """Show another article with all its labels, from its top."""
        self._place: Span | None = None
        self.layer.people, self.layer.looks = people, looks
        self.room = self.layer.room
        self.layer.settled = settled_labels(found)
        self.show_article(found.article)
        self.set_labels([*found.labels, *found.gold])

    def show_people(self, people: Cast) -> None:
        """Show the same labels in other lanes."""
        self.layer.people = people
        self.restyle_labels()

    def show_decided(self, found: Compared) -> None:
        """Show what stands and what is decided now."""
        shown = {
            label_id: label
            for label_id, label in self.layer.labels.items()
            if label.annotator_id not in self.layer.people
        }
        gold = {label.id: label for label in found.gold}
        for label_id in shown.keys() - gold.keys():
            self.drop_label(label_id)
        for label_id, label in gold.items():
            if shown.get(label_id) != label:
                self.put_label(label)
        settled = settled_labels(found)
        changed = settled ^ self.layer.settled
        self.layer.settled = settled
        for label_id in changed & self.layer.labels.keys():
            self.put_label(self.layer.labels[label_id])

    # ------------------------------------------------------------------ the place in question

    _place: Span | None = None

    @property
    def place(self) -> Span | None:
        """The place that is framed."""
        return self._place

    def set_place(self, place: Span | None) -> None:
        """Frame this place and see it; None frames none."""
        for span in (self._place, place):
            self._update_around(span)
        self._place = place
        if place is not None:
            self.scroll_to(place)

    def _update_around(self, span: Span | None) -> None:
        if span is not None:
            below = current_theme().px(self.room)
            for rect in self.rects(span):
                self.viewport().update(rect.toAlignedRect().adjusted(-6, -4, 6, 4 + below))

    def _paint_caret_word(self, painter: QPainter) -> None:
        """Nothing: here keys decide about the place, and walk through no words."""

    def _paint_active(self, painter: QPainter) -> None:
        if self._place is None:
            return
        theme = current_theme()
        painter.setPen(QPen(theme.tokens.accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        below = theme.px(self.layer.room) - 1.0
        for rect in self.rects(self._place):
            painter.drawRoundedRect(rect.adjusted(-3, -1, 3, below), 4, 4)


def settled_labels(found: Compared) -> frozenset[str]:
    """The ids of the labels of all places that are decided."""
    left = {source for place in found.open_places for source in place.sources}
    return frozenset(label.id for label in found.labels if label.id not in left)
