"""Plain text: the file is the article, character for character."""

from collections.abc import Iterator

from annotator.core.text import canonical, headline_end
from annotator.formats.exchange import Draft, Format, reader_of, title_of
from annotator.formats.parts.encoding import decoded


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The one article of a text file; its first line is the headline if it looks like one."""
    text, _ = canonical(decoded(data)[0])
    end = headline_end(text)
    yield Draft(text=text, headline_end=end, title=title_of(text, end, name))


FORMAT = Format(
    id="txt", name="Plain text", extensions=(".txt", ".text"), read=reader_of(read), kind="text"
)
