"""The values that pass between files and a project: drafts in, labelled articles out.

A reader turns a file's bytes into Drafts, a writer turns LabelledArticles into text. Neither knows
where an article is kept. Every offset is a code point; a format that counts otherwise says so in
`Format.offsets` and converts inside its own module.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from annotator.core.errors import AnnotatorError
from annotator.core.labels import label_fault, shortened
from annotator.core.model import Answer, Article, Label, State
from annotator.core.text import canonical, sha256

_WHITE_SPACE = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029\ufeff]+")

LONGEST_TITLE = 80
"""How many code points of an article's first words stand for a title it does not have."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as read from a file, its text canonical, not yet in a project.

    `text[:headline_end]` is the headline (0 where there is none), as in `Article`. `extra` holds
    what the file says beside the named properties.
    """

    text: str
    headline_end: int = 0
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    genre: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """One article with the labels and answers to be written.

    `state` is how far its annotator is with it; `annotators` gives the name for each annotator id.
    """

    article: Article
    state: State = State.TODO
    labels: tuple[Label, ...] = ()
    answers: tuple[Answer, ...] = ()
    annotators: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a writer has to know before the first article.

    `fields` are the keys of the codebook's fields: the columns of a format that has columns.
    """

    fields: tuple[str, ...] = ()


Reader = Callable[[bytes, str], Iterator[Draft]]
"""Reads a file's bytes; the second value is the file's name, for a title where there is none."""

Writer = Callable[[Iterable[LabelledArticle], TextIO, WriteOptions], int]
"""Writes the articles to a stream opened with `newline=""`; gives the number of labels written.

Raises AnnotatorError for an article that `verified` refuses.
"""


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: what it is called, how it is read and written, and what it cannot hold.

    `extensions` are lower case with their dot. `offsets` is the unit of its offsets. `loses` says
    in a clause each what a reader of the written file misses. `encoding` is that of written files.
    """

    id: str
    name: str
    extensions: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    offsets: str = "code points"
    loses: tuple[str, ...] = ()
    encoding: str = "utf-8"


def verified(item: LabelledArticle) -> LabelledArticle:
    """The same article, once its text and every label on it have been checked.

    Raises AnnotatorError naming the article, and the label if it is one, where the text does not
    have its SHA-256, a label belongs to another article, a piece is outside the text, out of order
    or overlapping, or `text[start:end]` is not the quote.
    """
    article = item.article
    name = f"Article “{shortened(article.title) or article.id}”"
    if sha256(article.text) != article.sha256:
        raise AnnotatorError(
            f"{name} was not written: its text has changed since it was imported; "
            "open a backup of the project."
        )
    for label in item.labels:
        fault = label_fault(label, article.text)
        if label.article_id != article.id:
            fault = f"Label {label.id}: it belongs to another article."
        if fault:
            raise AnnotatorError(
                f"{name} was not written: {fault} Remove that label or open a backup."
            )
    return item


def one_line(value: str) -> str:
    """The value without line breaks: each run of white space, but no-break spaces, is one space."""
    return _WHITE_SPACE.sub(" ", value).strip(" ")


def headlined(headline: str, body: str) -> tuple[str, int]:
    """The canonical text of a headline, a blank line and a body, and where the headline ends."""
    head = canonical(one_line(headline))[0]
    rest = canonical(body)[0].lstrip("\ufeff\n").rstrip("\n")
    if not head:
        return rest, 0
    return f"{head}\n\n{rest}" if rest else head, len(head)


def title_of(text: str, headline_end: int, name: str) -> str:
    """The headline; or the text's first words, cut at a word's end; or the file's name."""
    if headline_end:
        return one_line(text[:headline_end])
    words = one_line(text.lstrip()[: 4 * LONGEST_TITLE])
    if len(words) <= LONGEST_TITLE:
        return words or name
    whole_words = words[:LONGEST_TITLE].rpartition(" ")[0]
    return (whole_words or words[: LONGEST_TITLE - 1]).rstrip(" ,;:–—-") + "…"
