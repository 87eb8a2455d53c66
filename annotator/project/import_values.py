"""What is said of an import beforehand, and what it says afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.formats.exchange import Format, ReadOptions, Skipped


class Twins(StrEnum):
    """What is done with an article whose text is in the project already."""

    MERGE = "merge"
    """Its labels join those of the article that is there."""
    SKIP = "skip"
    """It is left out, with its labels."""
    KEEP = "keep"
    """It is added as an article of its own."""
    LINK = "link"
    """It is added, and `version of` among its metadata names the one that is there."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is taken in.

    `form` None finds the format out. `tags` gives the codebook's key for a tag of the file, "" to
    leave its labels out; a tag that is in neither is added to the codebook if `new_tags`, else its
    labels are left out. `annotators` gives the id of the project's annotator who gets the labels of
    one that the file names; for any other name there is, or comes, an annotator of that name.
    `metadata` is set on every article. With `near` above 0, texts that
    resemble another so much (0 to 1) are told, and `near_twins` says what is done with them.
    """

    form: Format | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)
    tags: Mapping[str, str] = field(default_factory=dict)
    new_tags: bool = True
    annotators: Mapping[str, str] = field(default_factory=dict)
    twins: Twins = Twins.MERGE
    metadata: Mapping[str, str] = field(default_factory=dict)
    near: float = 0.0
    near_twins: Twins = Twins.KEEP


@dataclass(frozen=True, slots=True)
class NearTwin:
    """An article of the file, by its title, that is nearly the same as another of the project."""

    title: str
    other: str
    resemblance: float


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: the ids of articles added, and what was left out.

    `labels`, `answers` and `decisions` (about gold) count what was added, `joined` the articles
    that were there already and got labels; `more` how many left-out lines are not named in
    `skipped`.
    """

    ids: tuple[str, ...] = ()
    labels: int = 0
    answers: int = 0
    decisions: int = 0
    joined: int = 0
    new_tags: tuple[str, ...] = ()
    new_annotators: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    more: int = 0
    near: tuple[NearTwin, ...] = ()

    @property
    def articles(self) -> int:
        """How many articles were added."""
        return len(self.ids)
