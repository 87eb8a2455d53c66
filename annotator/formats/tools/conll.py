r"""CoNLL and IOB2: a token a line, tags in columns, a blank line after each sentence.

Source: the CoNLL-2003 shared task (https://www.clips.uantwerpen.be/conll2003/ner/); comments as in
CoNLL-U and CoNLL-U Plus (https://universaldependencies.org/format.html, /ext-format.html). The
format has no offsets: a label is a run of tokens, `B-TAG` its first, `I-TAG` the others, `O` none.

    # global.columns = FORM loaded-language doubt

    -DOCSTART-      O       O

    # newdoc id = article-1
    # annotator = Oda Renk
    # annotator_text = "The regime fell."
    # text = The regime fell.
    The             O       O
    regime          B-loaded-language       O

- `conll` has a column for each tag of the codebook, `conll-one` one for all. A document whose
  labels have other tags has more columns, named in a `# columns =` of its own.
- Labels are widened to whole tokens; of those that overlap in a column the longest stays; pieces
  become labels. Each annotator has a document, with the same `newdoc id`: one article when read.
  Sentences that a label crosses are written as one, so that each is valid IOB2 by itself.
- `# annotator_text` is the text to the letter, as a JSON string: with it our files come back just
  as they were. In files of others the text is that of `# text`, else the tokens with a space
  between them; a sentence is a line. Without `-DOCSTART-` or `# newdoc` a file is one article.
- Files of others: columns parted by a tab or by spaces; the token is the first, the tag the last
  (of columns named in `# global.columns = FORM …`, all after it). IOB1, IOB2, BIOES, BILOU and
  bare tags are understood. White space in a tag is written `_x0020_` (`naming.escaped`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.core.text import canonical, headline_end
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftLabel,
    Format,
    Loss,
    ReadOptions,
    Skipped,
    title_of,
)
from annotator.formats.losses import moved_labels
from annotator.formats.parts.encoding import decoded
from annotator.formats.parts.naming import unescaped
from annotator.formats.source import Source
from annotator.formats.tools.conll_out import fit_all, fit_columns, write_columns, write_one

_COMMENT = re.compile(r"#[ ]?([A-Za-z][\w.]*(?: id)?)[ ]*=[ ]?(.*)", re.DOTALL)
_BARE = re.compile(r"#[ ]?new(?:doc|par)[ ]*")
_PREFIXED = re.compile(r"([BIESLU])-(.+)", re.DOTALL)
_NONE = frozenset(("O", "o", "_", "-", "", "-X-"))
_LOOKS_TAGGED = re.compile(
    rb"(?m)^(?:-DOCSTART-|# ?newdoc|[^\s#]\S*[ \t](?:.*[ \t])?(?:O|[BI]-\S+)[ \t]*\r?$)"
)


# ---------------------------------------------------------------------------- lines


@dataclass(slots=True)
class _Token:
    line: int
    form: str
    tags: list[str]


@dataclass(slots=True)
class _Sentence:
    text: str = ""
    tokens: list[_Token] = field(default_factory=list)


@dataclass(slots=True)
class _Document:
    """What is between two starts of a document."""

    line: int
    columns: list[str]
    sentences: list[_Sentence] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    untagged: list[int] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether it has no token yet."""
        return not any(sentence.tokens for sentence in self.sentences)


def _documents(source: Source) -> Iterator[_Document]:
    """The documents of a file, one at a time."""
    encoding = _encoding(source)
    document = _Document(1, [])
    sentence: _Sentence | None = None
    shared: list[str] = []
    last = 0
    for number, raw in source.lines():
        line = raw.decode(encoding, "replace")
        if number != last + 1:
            sentence = None
        last = number
        starts = line.startswith("-DOCSTART-")
        comment = None if starts or (sentence and sentence.tokens) else _comment(line)
        if starts or (comment and comment[0].startswith("newdoc") and not document.empty):
            if not document.empty:
                yield document
            document, sentence = _Document(number, shared), None
        if starts:
            continue
        if sentence is None:
            sentence = _Sentence()
            document.sentences.append(sentence)
        if comment is None:
            _add(line, number, document, sentence)
        elif comment[0] == "text":
            sentence.text = comment[1]
        elif comment[0] in {"global.columns", "columns"}:
            document.columns = comment[1].split()
            shared = document.columns if comment[0] == "global.columns" else shared
        else:
            document.comments[comment[0]] = comment[1]
    if not document.empty:
        yield document


def _encoding(source: Source) -> str:
    """The encoding of a file by its first lines; raises AnnotatorError if it is none for lines."""
    head = source.head()
    name = decoded(head[: head.rfind(b"\n") + 1] or head)[1]
    if name.startswith(("utf-16", "utf-32")):
        raise AnnotatorError(f"it is in {name}; save it in UTF-8")
    return name


def _comment(line: str) -> tuple[str, str] | None:
    """The name and value of a comment; None for a token."""
    found = _COMMENT.fullmatch(line)
    if found:
        return found.group(1), found.group(2)
    if _BARE.fullmatch(line) or (line.startswith("# ") and len(_columns(line)) < 2):
        return line.strip("# "), ""
    return None


def _columns(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else line.split()


def _add(line: str, number: int, document: _Document, sentence: _Sentence) -> None:
    """Add the token of a line."""
    columns = _columns(line)
    named = document.columns
    at = named.index("FORM") if "FORM" in named else 0
    form = columns[at].strip() if at < len(columns) else ""
    tags = columns[1:] if named[:1] == ["FORM"] else columns[max(at + 1, len(columns) - 1) :]
    if not tags and named != ["FORM"]:
        document.untagged.append(number)
    if form:
        sentence.tokens.append(_Token(number, form, [tag.strip() for tag in tags]))


# ---------------------------------------------------------------------------- the text


def _text(document: _Document) -> tuple[str, list[list[Span]], str]:
    """The text, the places of the tokens of each sentence, and why it is not the exact one."""
    sentences = [sentence for sentence in document.sentences if sentence.tokens]
    forms = [[token.form for token in sentence.tokens] for sentence in sentences]
    told, why = document.comments.get("annotator_text", ""), ""
    if told:
        try:
            text = msgspec.json.decode(told, type=str)
            places = _placed(text, forms)
        except (msgspec.MsgspecError, UnicodeError):
            text, places = "", None
        if places is not None:
            return text, places, ""
        why = "its tokens are not those of its annotator_text; the text was put together from them"
    parts: list[str] = []
    found: list[list[Span]] = []
    at = 0
    for sentence, words in zip(sentences, forms, strict=True):
        text = sentence.text
        inside = _placed(text, [words]) if text else None
        if inside is None:
            text = " ".join(words)
            inside = _placed(text, [words]) or [[]]
        found.append([Span(at + start, at + end) for start, end in inside[0]])
        parts.append(text)
        at += len(text) + 1
    return "\n".join(parts), found, why


def _placed(text: str, sentences: Iterable[Sequence[str]]) -> list[list[Span]] | None:
    """Where the tokens stand in a text that has nothing else but white space; None if it has."""
    found: list[list[Span]] = []
    at = 0
    for forms in sentences:
        places: list[Span] = []
        for form in forms:
            start = text.find(form, at)
            if start < 0 or text[at:start].strip():
                return None
            at = start + len(form)
            places.append(Span(start, at))
        found.append(places)
    return None if text[at:].strip() else found


# ---------------------------------------------------------------------------- labels


def _labels(
    document: _Document, places: Sequence[Sequence[Span]]
) -> Iterator[tuple[str, Span] | Skipped]:
    """The tag and span of each label, column by column."""
    sentences = [sentence.tokens for sentence in document.sentences if sentence.tokens]
    width = max((len(token.tags) for tokens in sentences for token in tokens), default=0)
    for column in range(width):
        for tokens, spans in zip(sentences, places, strict=True):
            yield from _runs(tokens, spans, column)


def _runs(
    tokens: Sequence[_Token], spans: Sequence[Span], column: int
) -> Iterator[tuple[str, Span] | Skipped]:
    """The labels in one column of a sentence: none goes on into the next."""
    tag, start, end = "", 0, 0
    for token, span in zip(tokens, spans, strict=True):
        said = token.tags[column] if column < len(token.tags) else ""
        found = _PREFIXED.fullmatch(said)
        prefix, name = found.groups() if found else ("I", "" if said in _NONE else said)
        if said in {"B-", "I-"}:
            yield Skipped(f"line {token.line}", f"“{said}” names no tag")
            name = ""
        if tag and (name != tag or prefix in "BSU"):
            yield unescaped(tag), Span(start, end)
            tag = ""
        if name:
            start = span.start if not tag else start
            tag, end = name, span.end
        if tag and prefix in "ESLU":
            yield unescaped(tag), Span(start, end)
            tag = ""
    if tag:
        yield unescaped(tag), Span(start, end)


# ---------------------------------------------------------------------------- drafts


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of a file; what several annotators said of one, one after the other, is one."""
    waiting: Draft | None = None
    for document in _documents(source):
        skipped, draft = _draft(document, source.name, options)
        yield from skipped
        if draft is None:
            continue
        if waiting and waiting.id and (waiting.id, waiting.text) == (draft.id, draft.text):
            waiting = replace(waiting, labels=(*waiting.labels, *draft.labels))
            continue
        if waiting:
            yield waiting
        waiting = draft
    if waiting:
        yield waiting


def _draft(
    document: _Document, name: str, options: ReadOptions
) -> tuple[list[Skipped], Draft | None]:
    raw, places, why = _text(document)
    where = f"line {document.line}"
    skipped = [Skipped(where, why)] if why else []
    if document.untagged:
        lines = f"{len(document.untagged):,} line{'s' * (len(document.untagged) > 1)}"
        skipped.append(Skipped(f"line {document.untagged[0]}", f"{lines} from here have no tag"))
    text, shift = canonical(raw)
    if not text.strip():
        return [*skipped, Skipped(where, "it holds no text")], None
    who = _said(document, "annotator") or options.annotator
    labels: list[DraftLabel] = []
    for found in _labels(document, places):
        if isinstance(found, Skipped):
            skipped.append(found)
            continue
        tag, span = found
        moved = shift.inner_span(span.start, span.end)
        if moved.start < moved.end:
            labels.append(DraftLabel(tag, (moved,), who))
    end = headline_end(text)
    return skipped, Draft(
        text=text,
        headline_end=end,
        title=_said(document, "title") or title_of(text, end, name),
        id=_said(document, "newdoc id"),
        where=where,
        labels=tuple(labels),
    )


def _said(document: _Document, name: str) -> str:
    """The value of a comment; one in quotation marks is a JSON string."""
    value = document.comments.get(name, "")
    if value.startswith('"'):
        try:
            return msgspec.json.decode(value, type=str)
        except (msgspec.MsgspecError, UnicodeError):
            pass
    return value.strip()


def sniff(source: Source) -> bool:
    """Whether a line among the first starts a document, or ends in `O`, `B-…` or `I-…`."""
    return _LOOKS_TAGGED.search(source.head(16_384)) is not None


FORMAT = Format(
    id="conll",
    name="CoNLL / IOB2, a column a tag",
    extensions=(".conll", ".iob", ".iob2", ".bio"),
    read=read,
    write=write_columns,
    sniff=sniff,
    unit="none",
    carries=Carries(
        overlap=False,
        pieces=False,
        fields=False,
        notes=False,
        answers=False,
        states=False,
        metadata=False,
        history=False,
    ),
    fit=fit_columns,
    losses=(Loss("label{s} beginning or ending within a word", "moved to its edge", moved_labels),),
    about="A token a line, for training taggers; labels with different tags may overlap.",
)

ONE = replace(
    FORMAT,
    id="conll-one",
    name="CoNLL / IOB2, one column",
    read=None,
    check=read,
    write=write_one,
    fit=fit_all,
    about="As CoNLL-2003 has it: a token a line and one tag a token; of labels that overlap only "
    "the longest stays.",
)
