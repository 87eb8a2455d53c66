"""A look into a file before it is imported: what is in it, and what it would become."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.work import Progress, Work
from annotator.formats.exchange import Draft, Format, ReadOptions, Skipped
from annotator.formats.offsets import UnitUnclear
from annotator.formats.reading import read, readable_files
from annotator.formats.registry import formats_for
from annotator.formats.source import Source
from annotator.project.door import Project
from annotator.project.naming import placed_in

MOST_LOOKED_AT = 500
"""How many articles of a file are looked at before it is imported."""

_SHOWN = 20
_EVERY = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """What the first articles of the sources hold.

    `formats` are those that may read the first source, likeliest first. `tags` and `annotators`
    count labels by the file's own names. `whole` says that all was looked at. `fault` is the reason
    why a source cannot be read, `unclear` the units among which a person has to choose.
    """

    paths: tuple[Path, ...] = ()
    formats: tuple[Format, ...] = ()
    drafts: tuple[Draft, ...] = ()
    articles: int = 0
    labels: int = 0
    tags: Counter[str] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    skipped: tuple[Skipped, ...] = ()
    whole: bool = True
    fault: str = ""
    unclear: UnitUnclear | None = None


def look(
    sources: Sequence[Source],
    form: Format | None,
    options: ReadOptions,
    most: int = MOST_LOOKED_AT,
    project: Project | None = None,
) -> Work[Preview]:
    """Look into files and folders, and pages that were fetched, as far as `most` articles.

    What a file says of articles that it only names is looked for in the project.
    """
    found, refused = readable_sources(sources, form)
    known = tuple(formats_for(found[0])) if found else ()
    seen = _Seen()
    seen.skipped += [Skipped(str(path), why) for path, why in refused]
    fault, unclear = "", None
    for source in found:
        name = source.path.name
        try:
            for item in islice(read(source, form, options), most - seen.articles):
                for each in placed_in(project.store, item) if project is not None else (item,):
                    seen.see(each)
                if (seen.articles + len(seen.skipped)) % _EVERY == 0:
                    yield Progress(seen.articles, most, name)
        except UnitUnclear as error:
            unclear = error
            break
        except AnnotatorError as error:
            fault = fault or str(error)
            seen.skipped.append(Skipped(name, str(error)))
        if seen.articles >= most:
            break
    return Preview(
        paths=tuple(source.path for source in found),
        formats=known,
        drafts=tuple(seen.drafts),
        articles=seen.articles,
        labels=seen.labels,
        tags=seen.tags,
        annotators=seen.annotators,
        skipped=tuple(seen.skipped),
        whole=seen.articles < most,
        fault=fault if not seen.articles else "",
        unclear=unclear,
    )


def readable_sources(
    sources: Sequence[Source], form: Format | None
) -> tuple[list[Source], list[tuple[Path, str]]]:
    """The sources with folders expanded, where no format is given; and what cannot be read, why."""
    if form is not None:
        return [Source(it.path, it.content, it.url) for it in sources], []
    found = [Source(it.path, it.content, it.url) for it in sources if it.content is not None]
    files, refused = readable_files(it.path for it in sources if it.content is None)
    return [*found, *map(Source, files)], refused


class _Seen:
    """What came by."""

    def __init__(self) -> None:
        self.articles = self.labels = 0
        self.tags: Counter[str] = Counter()
        self.annotators: Counter[str] = Counter()
        self.drafts: list[Draft] = []
        self.skipped: list[Skipped] = []

    def see(self, item: Draft | Skipped) -> None:
        if isinstance(item, Skipped):
            self.skipped.append(item)
            return
        self.articles += 1
        self.labels += len(item.labels)
        self.tags.update(label.tag for label in item.labels)
        self.annotators.update(label.annotator for label in item.labels)
        if len(self.drafts) < _SHOWN:
            self.drafts.append(item)
