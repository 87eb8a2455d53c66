"""A text that is typed or pasted, and the preview of one that was read."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.text import canonical
from annotator.gui.dialogs.parts import Sentence
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.icons import pixmap

MOST_SHOWN = 200_000
"""How many code points of a text are shown: laying out more would keep the window waiting."""

MOST_IN_LINE = 20_000
"""How many code points of one line are shown; Qt takes five times as long for them."""

_PAUSE = 150


def shown_part(text: str) -> str:
    """The beginning of a text that Qt can show at once; nearly always all of it."""
    start, end = 0, min(len(text), MOST_SHOWN)
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop - start > MOST_IN_LINE:
            return text[: start + MOST_IN_LINE]
        start = stop + 1
    return text[:end]


def files_of(data: QMimeData) -> list[Path]:
    """The files and folders of this computer that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class HeadlineMark(QSyntaxHighlighter):
    """Sets the first line strong while it is the headline."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._headed = False

    def show_headline(self, headed: bool) -> None:
        """Say whether the first line is a headline."""
        if headed != self._headed:
            self._headed = headed
            self.rehighlightBlock(self.document().firstBlock())

    def highlightBlock(self, text: str) -> None:
        if self._headed and self.currentBlock().blockNumber() == 0:
            strong = QTextCharFormat()
            strong.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, len(text.encode("utf-16-le")) // 2, strong)


class TypedText(QPlainTextEdit):
    """A text as it is typed or pasted, exactly.

    `paused` comes when typing pauses; `changed` is whether there was any, until someone resets it.
    `files` carries files that are dropped or pasted, `large` a text too long to be edited here.
    """

    paused = Signal()
    files = Signal(object)
    large = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(
            self.tr("Paste or type an article: the headline, an empty line, then the text.")
        )
        self.setAccessibleName(self.tr("Text of the article"))
        self.setTabChangesFocus(True)
        self.mark = HeadlineMark(self.document())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.paused)
        self.changed = False
        self.textChanged.connect(self._note_change)
        self.dress()

    def _note_change(self) -> None:
        self.changed = True
        self._pause.start()

    def raw(self) -> str:
        """The text with Qt's own line ends; unlike toPlainText it keeps no-break spaces."""
        return self.document().toRawText()

    def dress(self) -> None:
        """Take over the theme's font."""
        self.setFont(current_theme().article_font(11))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(files_of(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = files_of(source)
        if files:
            self.files.emit(files)
        elif source.hasText() and _too_long(source.text()):
            self.large.emit(source.text())
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & shift:
            self.textCursor().insertBlock()  # Qt would write U+2028, which is no line of ours
        else:
            super().keyPressEvent(event)


def _too_long(text: str) -> bool:
    found, _ = canonical(text)
    return len(shown_part(found)) < len(found)


class Preview(QStackedWidget):
    """A text as it will be stored, or in its place why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = QPlainTextEdit()
        self.page.setReadOnly(True)
        self.page.setAcceptDrops(False)
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.page.setTabChangesFocus(True)
        self.page.setAccessibleName(self.tr("The text as it will be stored"))
        self._mark = HeadlineMark(self.page.document())
        self.note = Sentence(self.page)
        self._text = QWidget()
        box = QVBoxLayout(self._text)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page, 1)
        box.addWidget(self.note)
        self._sign = QLabel()
        self._head = label("", level="title")
        self.problem = label("", tone="muted")
        self._fault = QWidget()
        centred = QVBoxLayout(self._fault)
        centred.addStretch(2)
        for words in (self._sign, self._head, self.problem):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setWordWrap(words is not self._sign)
            centred.addWidget(words)
        centred.addStretch(3)
        self.addWidget(self._text)
        self.addWidget(self._fault)
        self.dress()

    def dress(self) -> None:
        """Take over the theme's font and colours."""
        look = current_theme()
        self.page.setFont(look.article_font(11))
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap("warning", look.tokens.warn, look.px(28), ratio))

    def show_text(self, text: str, headline_end: int) -> None:
        """Show a canonical text."""
        self._mark.show_headline(bool(headline_end))
        shown = shown_part(text)
        self.page.setPlainText(shown)
        long = self.tr("The first {some} of {all} letters are shown; all of them are stored.")
        short = self.tr("This is the text exactly as it will be stored.")
        told = long if len(text) > len(shown) else short
        self.note.say(told.format(some=f"{len(shown):,}", all=f"{len(text):,}"))
        self.setCurrentWidget(self._text)

    def show_fault(self, name: str, sentence: str) -> None:
        """Show why there is no text in the file of this name."""
        self._show_instead(name, sentence, wrong=True)

    def show_nothing(self, sentence: str) -> None:
        """Show what there is to do, since no text is there yet."""
        self._show_instead("", sentence, wrong=False)

    def _show_instead(self, name: str, sentence: str, *, wrong: bool) -> None:
        self._sign.setVisible(wrong)
        self._head.setText(name)
        self._head.setVisible(bool(name))
        self.problem.setText(sentence)
        self.setCurrentWidget(self._fault)
