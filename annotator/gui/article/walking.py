"""Walking and shaping a selection by words: what the arrow keys do in an article.

Pure functions over text and spans (code points); the page applies what they give.
"""

from annotator.core.model import Span
from annotator.core.text import grown, next_word, previous_word, sentences, shrunk, word_at

_FAR = 4_000
"""Code points on either side in which the next sentence is looked for."""


def onward(text: str, selected: Span | None, caret: int) -> Span | None:
    """The word after the selection, or at the caret if nothing is selected."""
    if selected is None:
        return word_at(text, caret) or next_word(text, caret)
    return next_word(text, selected.end)


def backward(text: str, selected: Span | None, caret: int) -> Span | None:
    """The word before the selection, or at the caret if nothing is selected."""
    if selected is None:
        return word_at(text, caret) or previous_word(text, caret)
    return previous_word(text, selected.start)


def sentence_onward(text: str, position: int) -> Span | None:
    """The first word of the next sentence."""
    start = max(text.rfind("\n", 0, position) + 1, position - _FAR)
    for span in sentences(text, start, min(len(text), position + _FAR)):
        if span.start > position:
            return next_word(text, span.start)
    end = text.find("\n", position)
    return next_word(text, end) if end >= 0 else None


def sentence_backward(text: str, position: int) -> Span | None:
    """The first word of the sentence that begins before the position, in which it may lie."""
    start = max(0, position - _FAR)
    for span in reversed(list(sentences(text, start, position))):
        word = next_word(text, span.start)
        if word is not None and word.start < position:
            return word
    return None


def end_moved(text: str, span: Span, by: int) -> Span:
    """The span with its end a word further (`by` 1) or nearer (-1); never less than one word."""
    if by > 0:
        word = next_word(text, span.end)
        return Span(span.start, word.end) if word else span
    word = previous_word(text, span.end)
    before = previous_word(text, word.start) if word else None
    if before is None or before.end <= span.start:
        return span
    return Span(span.start, before.end)


def start_moved(text: str, span: Span, by: int) -> Span:
    """The span with its start a word later (`by` 1) or earlier (-1); never less than one word."""
    if by < 0:
        word = previous_word(text, span.start)
        return Span(word.start, span.end) if word else span
    word = next_word(text, span.start)
    after = next_word(text, word.end) if word else None
    if after is None or after.start >= span.end:
        return span
    return Span(after.start, span.end)


__all__ = [
    "backward",
    "end_moved",
    "grown",
    "onward",
    "sentence_backward",
    "sentence_onward",
    "shrunk",
    "start_moved",
]
