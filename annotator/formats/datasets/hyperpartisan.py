"""Hyperpartisan News (SemEval-2019 task 4): articles in XML, and whether they are hyperpartisan.

The files are those of https://doi.org/10.5281/zenodo.5776081 (Kiesel et al. 2019), in pairs:

    articles-training-byarticle-20181122.xml
        <articles><article id="0000000" published-at="2017-09-10" title="…"><p>… <a>…</a> …</p>…
    ground-truth-training-byarticle-20181122.xml
        <articles><article id="0000000" hyperpartisan="true" bias="left" labeled-by="…" url="…"/>…

The file of articles is the one to read; the other is looked for beside it. There are no offsets.

How things are mapped: the title is the headline, a paragraph of the text each `<p>` and what stands
outside one. `hyperpartisan` (yes or no) and `bias` are answers. Files of any size are read article
by article, in step with the other file, since both are in one order; where they are not, what was
passed is kept. XML with entities or a document type is refused.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.text import headline_end
from annotator.formats.exchange import (
    Draft,
    DraftAnswer,
    Format,
    ReadOptions,
    Skipped,
    headlined,
    one_line,
    title_of,
)
from annotator.formats.source import LARGEST_FILE_BYTES, Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FAULTS = (ParseError, DefusedXmlException, ValueError, LookupError)
_ANSWERS = {"true": True, "false": False}


class _Bounded:
    """A stream of which no article may be longer than is read."""

    def __init__(self, stream: IO[bytes], source: Source | None = None) -> None:
        self._stream, self._source, self._since = stream, source, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises AnnotatorError, as a clause, in an article that does not end."""
        data = self._stream.read(size)
        self._since += len(data)
        if self._source is not None:
            self._source.position += len(data)
        if self._since > LARGEST_FILE_BYTES:
            most = LARGEST_FILE_BYTES // (1024 * 1024)
            raise AnnotatorError(f"an article in it is larger than {most} MB")
        return data

    def article_ended(self) -> None:
        """Begin to count anew."""
        self._since = 0


def _articles(stream: _Bounded) -> Iterator["Element"]:
    """The elements `article`, each taken out of the tree once it is used."""
    root: Element | None = None
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if root is None:
            root = element
            if root.tag != "articles":
                raise AnnotatorError(f"its root is <{shortened(str(root.tag))}>, not <articles>")
        elif event == "end" and element.tag == "article":
            stream.article_ended()
            yield element
            root.clear()


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles one by one, with what the file beside says of them."""
    with ExitStack() as stack:
        truth = _Truth(_beside(source.path, stack))
        stream: IO[bytes] = (
            stack.enter_context(source.path.open("rb"))
            if source.content is None
            else BytesIO(source.content)
        )
        number = 0
        try:
            for number, element in enumerate(_articles(_Bounded(stream, source)), start=1):
                if "hyperpartisan" in element.attrib:
                    raise AnnotatorError(
                        "it holds what is said of the articles, not their text; "
                        "open the file articles-… beside it"
                    )
                yield from _article(element, number, truth, options)
        except _FAULTS as error:
            why = f"it is no XML that can be read ({_fault(error)})"
            if not number:
                raise AnnotatorError(why) from error
            yield Skipped(f"all after article {number}", why)
        yield from truth.left()


def _fault(error: Exception) -> str:
    if isinstance(error, DefusedXmlException):
        return "it has entities or a document type"
    return shortened(str(error), 120)


def _beside(path: Path, stack: ExitStack) -> IO[bytes] | None:
    """The file of the same name with what is said of the articles."""
    if not path.name.startswith("articles-"):
        return None
    other = path.with_name("ground-truth-" + path.name.removeprefix("articles-"))
    return stack.enter_context(other.open("rb")) if other.is_file() else None


class _Truth:
    """What is said of the articles, read as far as is needed."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._elements = iter(()) if stream is None else _articles(_Bounded(stream))
        self._passed: dict[str, dict[str, str]] = {}
        self._fault = ""

    def of(self, article_id: str) -> dict[str, str]:
        """The attributes for this article; none if the file has none."""
        while article_id not in self._passed:
            try:
                element = next(self._elements, None)
            except (*_FAULTS, AnnotatorError) as error:
                self._fault, self._elements = str(_fault(error)), iter(())
                continue
            if element is None:
                return {}
            self._passed.setdefault(element.get("id", ""), dict(element.attrib))
        return self._passed.pop(article_id)

    def left(self) -> Iterator[Skipped]:
        """Why the file could not be read to its end, if it could not."""
        if self._fault:
            yield Skipped("the file ground-truth-… beside it", f"it cannot be read ({self._fault})")


def _article(
    element: "Element", number: int, truth: _Truth, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    article_id = element.get("id", "")
    said = truth.of(article_id)
    body = "\n\n".join(_paragraphs(element))
    where = f"article {shortened(article_id) or number}"
    text, end = headlined(element.get("title", ""), body)
    if not body:
        yield Skipped(where, "it holds no text")
        return
    flag = _ANSWERS.get(said.get("hyperpartisan", ""))
    answers = [] if flag is None else [DraftAnswer("hyperpartisan", flag, options.annotator)]
    if said.get("bias"):
        answers.append(DraftAnswer("bias", said["bias"], options.annotator))
    extra = {"labeled-by": said.get("labeled-by", "")}
    yield Draft(
        text=text,
        headline_end=end or headline_end(text),
        title=title_of(text, end, where),
        date=element.get("published-at", ""),
        url=said.get("url", ""),
        extra={key: value for key, value in extra.items() if value},
        id=article_id,
        where=where,
        answers=tuple(answers),
    )


def _paragraphs(article: "Element") -> Iterator[str]:
    """The paragraphs on a line each; what stands outside of them is one too."""
    loose = article.text or ""
    for child in article:
        words = "".join(child.itertext())
        if child.tag == "p":
            yield from (line for line in (one_line(loose), one_line(words)) if line)
            loose = child.tail or ""
        else:
            loose += words + (child.tail or "")
    if one_line(loose):
        yield one_line(loose)


def sniff(source: Source) -> bool:
    """Whether the file is a list of articles as this task has them."""
    head = source.head(8_192)
    return b"<articles" in head and b"<article " in head


FORMAT = Format(
    id="hyperpartisan",
    name="Hyperpartisan News, SemEval-2019 task 4",
    extensions=(".xml",),
    read=read,
    sniff=sniff,
    unit="none",
    about=(
        "News in XML, with a file beside it that says which are hyperpartisan; open the file "
        "articles-…"
    ),
    kind="dataset",
)
