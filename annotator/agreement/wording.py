"""The English of this floor: names of measures, why a figure is missing, what one amounts to."""

from collections.abc import Sequence

from annotator.agreement.figure import Figure, Why
from annotator.agreement.meaning import Meaning, Measure, Reading, reading
from annotator.core.shares import percent

_NAMES = {
    Measure.RAW: "Raw agreement",
    Measure.ALPHA: "Krippendorff's alpha",
    Measure.KAPPA: "Cohen's kappa",
    Measure.FLEISS: "Fleiss' kappa",
    Measure.AC1: "Gwet's AC1",
    Measure.F1_EXACT: "F1, exact",
    Measure.F1_SOFT: "F1, soft",
    Measure.ALPHA_TOKEN: "Alpha over words",
    Measure.ALPHA_U: "Unitizing alpha (2016)",
    Measure.ALPHA_U_MARKED: "Unitizing alpha, marked or not",
    Measure.ALPHA_CU: "Unitizing alpha, tags alone",
    Measure.ALPHA_KU: "Unitizing alpha, one tag against the others",
    Measure.GAMMA: "Gamma",
    Measure.GAMMA_CAT: "Gamma, tags alone",
}

_WHYS = {
    Why.NOTHING_SHARED: "No article is done by two annotators yet.",
    Why.NOT_RATED: "No two annotators have answered this.",
    Why.NOTHING_MARKED: "Nobody marked anything here, so there is nothing to agree on.",
    Why.NO_VARIATION: (
        "Everyone gave the same everywhere, so agreement cannot be told from chance."
    ),
    Why.INCOMPLETE: "Some ratings are missing; this measure needs the same number for every item.",
    Why.NOT_NUMBERS: (
        "Some answers are no numbers and not in the codebook’s order, so they have no rank."
    ),
    Why.NOT_TAGGED_APART: "What was aligned has only one tag, or nothing was aligned.",
    Why.NEVER_BOTH: "No two annotators marked the same words here, so no tags can be compared.",
    Why.TOO_LITTLE_BOTH: (
        "Too few words were marked by two annotators to tell agreement on tags from chance."
    ),
    Why.NEVER_MET: "No two labels that meet both have a value.",
    Why.TOO_MANY_TEXTS: "So many wordings that chance hardly matters; read raw agreement.",
    Why.ONE_ARTICLE: "One article gives no interval; it takes at least two.",
    Why.SELDOM_DEFINED: ("What this figure rests on is in too few articles for an interval."),
}

_MEANINGS = {
    Meaning.UNDEFINED: "There is no figure.",
    Meaning.NOT_CORRECTED: "A share that chance adds to; read it beside alpha.",
    Meaning.NO_THRESHOLDS: (
        "0 is what chance gives and 1 is perfect; there are no published marks between them."
    ),
    Meaning.BELOW_CHANCE: (
        "Less agreement than by chance: the definitions may be understood in different ways."
    ),
    Meaning.LOW: "Low, about what people without training reach with such labels.",
    Meaning.USUAL: "Usual for trained annotators of media bias; no failure.",
    Meaning.HIGH_FOR_THE_FIELD: "High for labels of media bias.",
    Meaning.TENTATIVE: "High; by the customary threshold good for tentative conclusions.",
    Meaning.RELIABLE: "Very high; by the customary threshold good to rely on.",
}

_IN_SHORT = {
    Meaning.BELOW_CHANCE: "below chance",
    Meaning.LOW: "low",
    Meaning.USUAL: "usual",
    Meaning.HIGH_FOR_THE_FIELD: "high for the field",
    Meaning.TENTATIVE: "high",
    Meaning.RELIABLE: "very high",
}

_DEFINITIONS = {
    Measure.RAW: "The share of equal pairs among all pairs of answers to one question.",
    Measure.ALPHA: (
        "1 less the observed disagreement over that expected by chance, at the declared level of "
        "measurement; answers may be missing (Krippendorff 2011)."
    ),
    Measure.KAPPA: "Agreement of two annotators beyond their own shares of answers (Cohen 1960).",
    Measure.FLEISS: (
        "Agreement beyond the shares of all answers, where every item has as many (Fleiss 1971)."
    ),
    Measure.AC1: (
        "Agreement beyond chance where chance is small for rare answers (Gwet 2014, chapter 5)."
    ),
    Measure.F1_EXACT: (
        "The share of spans that two annotators both have, with equal ends and tags; the mean over "
        "pairs."
    ),
    Measure.F1_SOFT: (
        "The share of spans that two annotators both have, where spans of one tag that overlap "
        "count by what they have in common, those of one side that overlap united first; the mean "
        "over pairs (Da San Martino et al. 2020, SemEval-2020 task 11)."
    ),
    Measure.ALPHA_TOKEN: (
        "Krippendorff's nominal alpha with every word an item: its set of tags, or none."
    ),
    Measure.ALPHA_U: (
        "Krippendorff's alpha for unitizing: a tag's stretches of text against all else; of all "
        "tags together, their sets (Krippendorff et al. 2016, Quality & Quantity 50)."
    ),
    Measure.ALPHA_U_MARKED: "Unitizing alpha of marked against not marked, whatever the tag.",
    Measure.ALPHA_CU: "Unitizing alpha of the tags alone, where two annotators or more marked.",
    Measure.ALPHA_KU: (
        "Unitizing alpha of one tag against the others, where two annotators or more marked."
    ),
    Measure.GAMMA: (
        "How much better the annotators' spans align than spans placed at random: exact for two "
        "annotators, the mean over pairs beyond (Mathet, Widlöcher & Métivier 2015)."
    ),
    Measure.GAMMA_CAT: "Gamma of the tags alone, of the spans that it aligns (Mathet 2017).",
}

_OF_A_CLASS = {
    Meaning.BELOW_CHANCE: "less often than if each had marked as much by chance",
    Meaning.LOW: "about as often as people without training do with such labels",
    Meaning.USUAL: "about as often as trained annotators and experts do with such labels",
    Meaning.HIGH_FOR_THE_FIELD: "more often than trained annotators usually do with such labels",
    Meaning.TENTATIVE: "much more often than trained annotators usually do with such labels",
    Meaning.RELIABLE: "nearly always, much more often than trained annotators usually do",
}
_NOT_RIGHT = (
    "To agree is not to be right: a class can agree on what the key leaves out. It is a figure of "
    "this article alone."
)

EXPERTS_TOO = (
    "Marking bias is a matter of judgement: trained experts reach an alpha near 0.4 here, and that "
    "is no failure. Read where they part before you blame the people."
)
FIELDS = (
    "Labels of two annotators meet where they have the same tag and words in common; each meets at "
    "most one label of the other, that with most in common first. What both gave for a field is "
    "compared as two answers to one question, free text without regard to case and spaces; "
    "intervals draw whole articles."
)
SKEWED = "One answer is rare here, which keeps alpha and kappa low; read AC1 beside them."


def name_of(measure: Measure) -> str:
    """The measure's name, to head a row or a column."""
    return _NAMES[measure]


def definition_of(measure: Measure) -> str:
    """What the measure is, with its source, in a sentence."""
    return _DEFINITIONS[measure]


def shown_figure(figure: Figure) -> str:
    """A figure within a sentence: two decimals and a true minus sign, or "undefined"."""
    if figure.value is None:
        return "undefined"
    return f"{round(figure.value, 2) or 0.0:.2f}".replace("-", "−")


def why_of(why: Why) -> str:
    """Why a figure or its interval is missing, in a sentence."""
    return _WHYS[why]


def meaning_of(reading: Reading) -> str:
    """What a figure amounts to, in a sentence or two, with the published figures it rests on."""
    said = _MEANINGS[reading.meaning]
    if reading.sources:
        cited = "; ".join(
            f"{each.cited} ({each.about}): {_span(each.low, each.high)}" for each in reading.sources
        )
        said = f"{said} Compare {cited}."
    if reading.others:
        reached = _listed([_IN_SHORT[each] for each in reading.others])
        said = f"{said} By its interval it may be {reached} as well."
    return said


def class_sentence(f1_soft: Figure, alpha_token: Figure) -> str:
    """How far the students of a class agree on an article, for people who know none of this."""
    if f1_soft.value is None:
        return why_of(f1_soft.why or Why.NOTHING_SHARED)
    if alpha_token.value is None:
        return why_of(alpha_token.why or Why.NO_VARIATION)
    often = _OF_A_CLASS[reading(Measure.ALPHA_TOKEN, alpha_token).meaning]
    return (
        f"Two students of this class agree {often} (alpha {alpha_token.value:.2f}). Of what two of "
        f"them marked, about {percent(f1_soft.value)} is common to both (soft F1). {_NOT_RIGHT}"
    )


def _listed(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
