"""What a figure amounts to in this field. Kinds and sources; `wording` has the sentences.

Marking bias is a matter of judgement, and figures that would be poor for, say, parts of speech are
what trained people reach here. So a figure is read beside what was published of such labels.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.figure import Figure


class Measure(StrEnum):
    """The measures, by the names that files and the command line use."""

    RAW = "raw"
    ALPHA = "alpha"
    KAPPA = "kappa"
    FLEISS = "fleiss"
    AC1 = "ac1"
    F1_EXACT = "f1_exact"
    F1_SOFT = "f1_soft"
    ALPHA_TOKEN = "alpha_token"  # noqa: S105
    ALPHA_U = "alpha_u"
    ALPHA_U_MARKED = "alpha_u_marked"
    ALPHA_CU = "alpha_cu"
    ALPHA_KU = "alpha_ku"
    GAMMA = "gamma"
    GAMMA_CAT = "gamma_cat"

    @property
    def corrected(self) -> bool:
        """Whether 0 is what chance would give."""
        return self not in (Measure.RAW, Measure.F1_EXACT, Measure.F1_SOFT)


class Meaning(StrEnum):
    """What a figure amounts to."""

    UNDEFINED = "undefined"
    NOT_CORRECTED = "not-corrected"
    """A share: how good it is depends on how much agreement chance gives."""
    NO_THRESHOLDS = "no-thresholds"
    """Better than chance, by a measure whose figures are no alphas and have no published marks."""
    BELOW_CHANCE = "below-chance"
    LOW = "low"
    """About what people without training reach with such labels."""
    USUAL = "usual"
    """What trained annotators and experts reach with such labels."""
    HIGH_FOR_THE_FIELD = "high-for-the-field"
    TENTATIVE = "tentative"
    """Enough for tentative conclusions, by the customary threshold."""
    RELIABLE = "reliable"


@dataclass(frozen=True, slots=True)
class Source:
    """A published figure, or threshold, that a reading rests on."""

    cited: str
    about: str
    low: float
    high: float


CROWD = Source("arXiv:2112.07421", "crowd workers, bias by word choice", 0.144, 0.144)
MBIC = Source("MBIC, arXiv:2105.11910", "crowd workers, biased sentences", 0.21, 0.21)
BABE = Source("BABE, Spinde et al. 2021", "trained experts, the same sentences", 0.39, 0.39)
EXPERTS = Source("arXiv:2112.07421", "trained experts, bias by word choice", 0.419, 0.419)
CONTENTIOUS = Source(
    "ConConCor, Brate et al. 2021", "59 groups of readers, contentious words", 0.15, 0.65
)
KRIPPENDORFF = Source(
    "Krippendorff 2019, Content Analysis, 4th ed.", "customary thresholds", 0.667, 0.8
)
"""Alpha of at least 0.8 to rely on, of 0.667 for tentative conclusions."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure amounts to, on which sources, and what its interval may say as well.

    `others` are the further meanings that the interval reaches into, from low to high; it is None
    where there is no interval, or no further meaning to tell from.
    """

    meaning: Meaning
    sources: tuple[Source, ...] = ()
    others: tuple[Meaning, ...] | None = None


RARE = 0.1
"""With a value this rare or rarer, kappa and alpha can be low though nearly all ratings agree."""

# 0.25 and 0.5 lie between the published figures of crowds and of experts, and beyond the latter.
_BANDS: tuple[tuple[float, Meaning, tuple[Source, ...]], ...] = (
    (0.0, Meaning.BELOW_CHANCE, ()),
    (0.25, Meaning.LOW, (CROWD, MBIC)),
    (0.5, Meaning.USUAL, (BABE, EXPERTS, CONTENTIOUS)),
    (0.667, Meaning.HIGH_FOR_THE_FIELD, (BABE, EXPERTS, CONTENTIOUS)),
    (0.8, Meaning.TENTATIVE, (KRIPPENDORFF,)),
    (float("inf"), Meaning.RELIABLE, (KRIPPENDORFF,)),
)


def reading(measure: Measure, figure: Figure) -> Reading:
    """What the figure of a measure amounts to."""
    if figure.value is None:
        return Reading(Meaning.UNDEFINED)
    if not measure.corrected:
        return Reading(Meaning.NOT_CORRECTED)
    if measure in (Measure.GAMMA, Measure.GAMMA_CAT) and figure.value >= 0:
        return Reading(Meaning.NO_THRESHOLDS)
    at, (_, meaning, sources) = _band(figure.value)
    if figure.low is None or figure.high is None:
        return Reading(meaning, sources)
    first, last = _band(figure.low)[0], _band(figure.high)[0]
    reached = enumerate(_BANDS[first : last + 1], first)
    return Reading(meaning, sources, tuple(each[1] for band, each in reached if band != at))


def skewed(prevalence: Iterable[Figure]) -> bool:
    """Whether one value is so rare (`RARE`) that prevalence and AC1 must be read beside alpha."""
    shares = [each.value for each in prevalence if each.value is not None]
    return len(shares) > 1 and max(shares) >= 1 - RARE


def _band(value: float) -> tuple[int, tuple[float, Meaning, tuple[Source, ...]]]:
    """The band that a value lies in, and its number."""
    return next((at, band) for at, band in enumerate(_BANDS) if value < band[0])
