"""The icons: our own line drawings, 24 x 24, painted in any colour and sharp on any screen."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from annotator.assets import asset

RATIOS = (1, 2, 3)
"""The device pixel ratios that an icon is painted for; Qt takes the nearest above."""


def icon(name: str, colour: QColor, size: int = 20, chosen: QColor | None = None) -> QIcon:
    """The drawing `resources/icons/NAME.svg` in this colour, `size` logical pixels square.

    `chosen` is its colour while a button with it is checked, if it is another. Raises
    AnnotatorError if there is no such drawing.
    """
    result = QIcon()
    for ratio in RATIOS:
        result.addPixmap(pixmap(name, colour, size, ratio))
        if chosen is not None:
            drawn = pixmap(name, chosen, size, ratio)
            result.addPixmap(drawn, QIcon.Mode.Normal, QIcon.State.On)
    return result


def pixmap(name: str, colour: QColor, size: int = 20, ratio: float = 1) -> QPixmap:
    """The same drawing as a pixmap for a device pixel ratio; kept in Qt's own pixmap cache.

    Raises AnnotatorError if there is no such drawing.
    """
    key = f"annotator:{name}:{colour.rgba():x}:{size}:{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    side = round(size * ratio)
    found = QPixmap(QSize(side, side))
    found.fill(Qt.GlobalColor.transparent)
    drawing = _source(name).replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    painter = QPainter(found)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    found.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, found)
    return found


@cache
def _source(name: str) -> str:
    return asset("icons", f"{name}.svg").read_text("utf-8")
