"""Figures out of the program: copied as a table, saved as CSV, saved as a picture."""

import csv
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QMimeData, QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.core.errors import AnnotatorError
from annotator.formats.csv_labels import harmless
from annotator.gui.agreement.tables import Table
from annotator.gui.ask_path import ask_to_save
from annotator.gui.theme import current_theme

if TYPE_CHECKING:
    from annotator.project.agreement_report import AgreementReport

_FIGURE = re.compile(r"-?\d+\.\d+")
_SHARP = 2.0
_DOTS = 96
_POINTS = 72 / 96


def copy_table(table: Table) -> None:
    """Put a table on the clipboard: as lines with tabs for spreadsheets, as HTML for documents."""
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in table]
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in table)
    mime = QMimeData()
    mime.setText("\n".join(lines) + "\n")
    mime.setHtml(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    QGuiApplication.clipboard().setMimeData(mime)


def save_table(table: Table, path: Path) -> None:
    """Write a table as CSV that spreadsheets read and that runs no formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_safe(cell) for cell in row] for row in table)


def _safe(cell: str) -> str:
    """The cell as it runs no formula; a figure below 0 is none."""
    return cell if _FIGURE.fullmatch(cell) else harmless(cell)


def save_picture(widget: QWidget, path: Path) -> None:
    """Draw a widget into a PNG, SVG or PDF, as the file's name ends; raises AnnotatorError."""
    savers = {".png": _save_png, ".svg": _save_svg, ".pdf": _save_pdf}
    saver = savers.get(path.suffix.casefold())
    if saver is None:
        raise AnnotatorError(f"“{path.name}” is no picture’s name; end it in .png, .svg or .pdf.")
    saver(widget, path)
    if not path.is_file():
        raise AnnotatorError(f"{path.name} could not be written there; choose another folder.")


def ask_for_table(parent: QWidget, name: str, table: Table, done: Callable[[str], object]) -> None:
    """Ask where to save a table, save it, and say so."""

    def taken(paths: list[Path]) -> None:
        for path in paths:
            save_table(table, path)
            done(parent.tr("Saved as {name}.").format(name=path.name))

    title, kinds = parent.tr("Save the figures"), parent.tr("Tables (*.csv)")
    ask_to_save(parent, title, Path(f"{name}.csv"), kinds, taken, suffix="csv")


def ask_for_picture(
    parent: QWidget, name: str, save: Callable[[Path], object], done: Callable[[str], object]
) -> None:
    """Ask where to save a picture, have it saved there, and say so."""

    def taken(paths: list[Path]) -> None:
        for path in paths:
            save(path)
            done(parent.tr("Saved as {name}.").format(name=path.name))

    title, kinds = parent.tr("Save a picture"), parent.tr("Pictures (*.png *.svg *.pdf)")
    ask_to_save(parent, title, Path(f"{name}.png"), kinds, taken, suffix="png")


def ask_for_report(
    parent: QWidget, report: "AgreementReport", project: Path, done: Callable[[str], object]
) -> None:
    """Ask where to write the agreement report of the project in this file, and write it."""

    def taken(paths: list[Path]) -> None:
        from annotator.project.agreement_page import agreement_page

        for path in paths:
            path.write_text(agreement_page(report, __version__), "utf-8")
            done(parent.tr("The report is in {name}.").format(name=path.name))

    start = project.with_name(f"{project.stem} agreement.html")
    title, kinds = parent.tr("Write the agreement report"), parent.tr("Web pages (*.html)")
    ask_to_save(parent, title, start, kinds, taken, suffix="html")


def _save_png(widget: QWidget, path: Path) -> None:
    image = QImage(widget.size() * _SHARP, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(current_theme().tokens.surface)
    painter = QPainter(image)
    _draw(widget, painter)
    painter.end()
    image.save(str(path))


def _save_svg(widget: QWidget, path: Path) -> None:
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setResolution(_DOTS)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(QPoint(0, 0), widget.size()))
    generator.setTitle(widget.accessibleName())
    painter = QPainter()
    if painter.begin(generator):
        painter.fillRect(widget.rect(), current_theme().tokens.surface)
        _draw(widget, painter)
        painter.end()


def _save_pdf(widget: QWidget, path: Path) -> None:
    writer = QPdfWriter(str(path))
    size: QSize = widget.size()
    points = QSizeF(size.width() * _POINTS, size.height() * _POINTS)
    writer.setPageSize(
        QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_DOTS)
    writer.setTitle(widget.accessibleName())
    painter = QPainter()
    if painter.begin(writer):
        _draw(widget, painter)
        painter.end()


def _draw(widget: QWidget, painter: QPainter) -> None:
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    widget.render(painter, QPoint(0, 0))
