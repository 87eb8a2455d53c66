"""What annotators may be asked about themselves, and how many said what, in bins alone.

Every question may be left open. Nothing here is ever put beside a label or an annotator's name: all
that is told are counts, and no count below `LEAST`, so that nobody can be made out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.core.model import Field, Kind, Option, Value

LEAST = 3
"""How many people a bin must have to be told."""

QUESTIONS: tuple[Field, ...] = (
    Field(
        "leaning",
        "Where do you see yourself politically?",
        Kind.SCALE,
        low=-3,
        high=3,
        low_name="left",
        high_name="right",
    ),
    Field(
        "news",
        "How often do you read or watch news?",
        Kind.CHOICE,
        (
            Option("hourly", "Several times a day"),
            Option("daily", "Once a day"),
            Option("weekly", "Some days a week"),
            Option("rarely", "Rarely"),
        ),
    ),
    Field(
        "age",
        "How old are you?",
        Kind.CHOICE,
        (
            Option("18–24", "18 to 24 years"),
            Option("25–34", "25 to 34 years"),
            Option("35–44", "35 to 44 years"),
            Option("45–54", "45 to 54 years"),
            Option("55–64", "55 to 64 years"),
            Option("65+", "65 years and more"),
        ),
    ),
    Field("country", "In which country do you live?"),
    Field("language", "Which language did you grow up with?"),
    Field(
        "honest",
        "Can your labels be relied on?",
        Kind.YES_NO,
        help="Say no if you were tired, tried things out or guessed; nothing follows from it.",
    ),
)
"""The questions, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What one annotator said about themselves, by question, and when (ISO 8601, UTC).

    `answers` is empty where they would rather not say anything.
    """

    time: str
    answers: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BinCount:
    """How many annotators gave one of the answers of a bin, such as "-3 to -1"."""

    question: str
    bin: str
    count: int


def bin_counts(answered: Iterable[Mapping[str, Value]], least: int = LEAST) -> list[BinCount]:
    """The counts of all questions; each of at least `least` people.

    Neighbouring answers of a scale or an ordered choice are put together until they are enough,
    what few wrote in words of their own becomes "other". A question that too few answered is left
    out, and so are others that are too few: no sum can be taken to find them.
    """
    every = list(answered)
    found: list[BinCount] = []
    for question in QUESTIONS:
        given = [it[question.key] for it in every if it.get(question.key, "") != ""]
        steps = _steps(question)
        bins = _neighbours(given, steps, least) if steps else _words(map(str, given), least)
        found += [BinCount(question.key, name, count) for name, count in bins]
    return found


def _steps(question: Field) -> list[tuple[Value, str]]:
    match question.kind:
        case Kind.SCALE:
            return [(step, str(step)) for step in range(question.low, question.high + 1)]
        case Kind.CHOICE:
            return [(option.key, option.key) for option in question.options]
        case Kind.YES_NO:
            return [(True, "yes"), (False, "no")]
        case Kind.TEXT:
            return []


def _neighbours(
    given: Sequence[Value], steps: Sequence[tuple[Value, str]], least: int
) -> Iterator[tuple[str, int]]:
    counts = [sum(it == value and type(it) is type(value) for it in given) for value, _ in steps]
    groups: list[tuple[list[str], int]] = []
    names: list[str] = []
    count = 0
    for (_, name), here in zip(steps, counts, strict=True):
        names, count = [*names, name], count + here
        if count >= least:
            groups.append((names, count))
            names, count = [], 0
    if names and groups:
        before, enough = groups[-1]
        groups[-1] = ([*before, *names], enough + count)
    for those, enough in groups:
        yield those[0] if len(those) == 1 else f"{those[0]} to {those[-1]}", enough


def _words(given: Iterable[str], least: int) -> Iterator[tuple[str, int]]:
    spelled: dict[str, Counter[str]] = {}
    for words in given:
        plain = " ".join(words.split())
        spelled.setdefault(plain.casefold(), Counter())[plain] += 1
    others = 0
    for _, ways in sorted(spelled.items()):
        count = ways.total()
        if count >= least:
            yield ways.most_common(1)[0][0], count
        else:
            others += count
    if others >= least:
        yield "other", others
