"""The codebook as a page to read: every tag with its definition, test and examples (F1)."""

import re
from functools import lru_cache
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from annotator.core.model import Codebook, Tag
from annotator.core.text import plain_first_sentence
from annotator.gui.theme import current_theme


def example_html(text: str) -> str:
    """An example with the words between asterisks set strong."""
    return re.sub(r"\*([^*]+)\*", r"<b>\1</b>", escape(text, quote=False))


def tag_html(tag: Tag) -> str:
    """What the tag means, as HTML, with its test, examples and counter-examples."""
    parts = [f"<b>{escape(tag.name)}.</b> {escape(tag.definition, quote=False)}"]
    if tag.test:
        parts.append(f"<i>{escape(tag.test, quote=False)}</i>")
    parts += [f"• {example_html(example)}" for example in tag.examples]
    if tag.counter_examples:
        parts.append("<b>Not:</b>")
        parts += [f"• {example_html(example)}" for example in tag.counter_examples]
    return "<br>".join(parts)


@lru_cache(256)
def brief_html(tag: Tag) -> str:
    """The tag in a few lines, as HTML: the first sentence of its definition, and one example."""
    return "<br>".join([_defined(tag), *(example_html(it) for it in tag.examples[:1])])


@lru_cache(256)
def hint_html(tag: Tag) -> str:
    """What helps while marking, as HTML: how the definition begins, and the test question."""
    test = [f"<i>{escape(tag.test, quote=False)}</i>"] if tag.test else []
    return "<br>".join([_defined(tag), *test])


def _defined(tag: Tag) -> str:
    """The tag's name, and the first sentence of its definition."""
    words = plain_first_sentence(tag.definition)
    return f"<b>{escape(tag.name)}.</b> {escape(words, quote=False)}"


def guide_html(codebook: Codebook) -> str:
    """The whole codebook as one HTML page, in the theme's colours."""
    theme = current_theme()
    parts = [
        f"<h2>{escape(codebook.name)}</h2>",
        f"<p>{escape(codebook.description, quote=False)}</p>",
    ]
    for tag in codebook.offered:
        colour = theme.tag_colour(tag.colour).name()
        key = f" &nbsp;<code>{escape(tag.shortcut.upper())}</code>" if tag.shortcut else ""
        parts.append(f'<h3><span style="color:{colour}">■</span> {escape(tag.name)}{key}</h3>')
        parts.append(f"<p>{escape(tag.definition, quote=False)}</p>")
        if tag.test:
            parts.append(f"<p><i>Test.</i> {escape(tag.test, quote=False)}</p>")
        for title, examples in (("Examples", tag.examples), ("Not this", tag.counter_examples)):
            if examples:
                items = "".join(f"<li>{example_html(example)}</li>" for example in examples)
                parts.append(f"<p><i>{title}</i></p><ul>{items}</ul>")
    if codebook.questions:
        parts.append("<h3>Questions about the article</h3><ul>")
        parts += [f"<li>{escape(q.name)} {escape(q.help)}</li>" for q in codebook.questions]
        parts.append("</ul>")
    if codebook.source:
        parts.append(f"<p><i>Source.</i> {escape(codebook.source)}</p>")
    return "".join(parts)


class GuideDialog(QDialog):
    """Shows the guide beside the work; it may stay open."""

    def __init__(self, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Codebook guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QTextBrowser()
        page.setOpenLinks(False)
        page.setHtml(guide_html(codebook))
        page.setAccessibleName(self.tr("Codebook guide"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        box = QVBoxLayout(self)
        box.addWidget(page)
        box.addWidget(buttons)
        theme = current_theme()
        self.resize(theme.px(620), theme.px(680))
