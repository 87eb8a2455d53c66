"""Krippendorff's alpha for spans: over words (token alpha), and the unitizing family of 2016.

All are 1 - Do/De of one coincidence matrix: o_ck is how much text one annotator gave c and another
k, over ordered pairs, divided by how many others there are. What was left blank is a value of its
own. Chance pairs every stretch with every other, but no unit with itself, so De needs the squares
q_c of the units' lengths (of blanks: the lengths). Counted in words, each a unit of length 1, that
is Krippendorff's usual nominal alpha; counted in code points it is the unitizing alpha of
Krippendorff, Mathet, Bouvry & Widlöcher 2016 (Quality & Quantity 50; Content Analysis, 4th ed.
2019, 12.6). NB the unitizing alpha of 2004 (2nd ed., its example .8591) is another formula with
other values.

The alphas over what two annotators or more marked have no value where that is so little that each
unit's square outweighs all that chance could pair it with (three annotators, one place that two of
them marked): there the formula gives no agreement, but values beyond 1.

Where tags overlap within one annotator, the stretches with one and the same set of tags are the
units, and two annotators agree there only if their sets are equal. A single tag's alpha is that of
its own layer, in which all else is blank. Sums over articles make one continuum of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from annotator.agreement.codings import (
    Codings,
    Cover,
    Units,
    by_article,
    doubled,
    marked,
    tag_sets,
)
from annotator.agreement.figure import Why
from annotator.agreement.resampling import Floats, Ints, Sums, ratio

TEXT, WORDS = "text", "words"
_ALL = 1 - 1e-9
"""What is this share of a sum of fractions or more is all of it."""
Totals = Mapping[str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Extent:
    """What text is counted in: units by tag, articles' sizes, whether units hold together."""

    name: str
    units: Units
    sizes: Ints
    whole_units: bool

    @classmethod
    def of_text(cls, codings: Codings, units: Units) -> "Extent":
        """Code points, and each unit one piece that does not meet itself."""
        return cls(TEXT, units, codings.lengths, whole_units=True)

    @classmethod
    def of_words(cls, codings: Codings, units: Units) -> "Extent":
        """Words, each of them a unit; `units` come from `Codings.in_words`."""
        return cls(WORDS, units, codings.words, whole_units=False)

    def squares(self, units: Units) -> Ints:
        """What each unit adds to q_c."""
        return units.length**2 if self.whole_units else units.length


# ---------------------------------------------------------------------------- a tag on its own


def add_layers(sums: Sums, codings: Codings, extent: Extent) -> None:
    """The sums of each tag's own layer; those of `add_whole` are needed as well."""
    articles, tags = len(codings.articles), len(codings.tags)
    name, units, others = extent.name, extent.units, codings.raters - 1
    agreed = doubled(units, articles, tags, codings.line) / others[:, None]
    sums.add(f"{name}/layer/given", by_article(units, articles, tags, units.length))
    sums.add(f"{name}/layer/agreed", agreed)
    sums.add(f"{name}/layer/squares", by_article(units, articles, tags, extent.squares(units)))


def layer_alphas(drawn: Totals, name: str) -> Floats:
    """Of each tag: its own layer against blank, (draws x tags)."""
    return _against_blank(
        drawn[f"{name}/size"],
        drawn[f"{name}/layer/given"],
        drawn[f"{name}/layer/agreed"],
        drawn[f"{name}/layer/squares"],
    )


# ---------------------------------------------------------------------------- all tags together


def add_whole(sums: Sums, codings: Codings, extent: Extent) -> None:
    """The sums of all tags together."""
    articles, line, others = len(codings.articles), codings.line, codings.raters - 1
    sets, count = tag_sets(extent.units, line)
    whole = marked(extent.units, line)
    name = extent.name
    equal = doubled(sets, articles, count, line).sum(axis=1)
    sums.add(f"{name}/size", codings.raters * extent.sizes)
    sums.add(f"{name}/sets/given", by_article(sets, articles, count, sets.length))
    sums.add(f"{name}/sets/agreed", equal / others)
    sums.add(f"{name}/sets/squares", by_article(sets, articles, count, extent.squares(sets)))
    sums.add(f"{name}/marked/given", by_article(whole, articles, 1, whole.length))
    sums.add(f"{name}/marked/agreed", doubled(whole, articles, 1, line)[:, 0] / others)
    sums.add(f"{name}/marked/squares", by_article(whole, articles, 1, extent.squares(whole)))


def whole_alpha(drawn: Totals, name: str) -> Floats:
    """Of all values, blank among them (draws)."""
    size, given = drawn[f"{name}/size"][:, 0], drawn[f"{name}/sets/given"]
    both = drawn[f"{name}/marked/agreed"][:, 0]
    blank = size - given.sum(axis=1)
    agreed = drawn[f"{name}/sets/agreed"][:, 0] + blank - given.sum(axis=1) + both
    squares = drawn[f"{name}/sets/squares"].sum(axis=1) + blank
    expected = _by_chance(size, (given**2).sum(axis=1) + blank**2, squares)
    varied = (given > 0).sum(axis=1) + (blank > 0) > 1
    return 1 - ratio(size - agreed, np.where(varied, expected, 0.0))


def marked_alpha(drawn: Totals, name: str) -> Floats:
    """Of marked against blank, whatever the tag (draws)."""
    return _against_blank(
        drawn[f"{name}/size"],
        drawn[f"{name}/marked/given"],
        drawn[f"{name}/marked/agreed"],
        drawn[f"{name}/marked/squares"],
    )[:, 0]


# ---------------------------------------------------------------------------- tags alone


def add_coded(sums: Sums, codings: Codings, units: Units, *, by_tag: bool = True) -> None:
    """The sums over what two annotators or more marked; `units` in code points, united by tag."""
    articles, line, others = len(codings.articles), codings.line, codings.raters - 1
    cover = Cover.of(marked(units, line))

    def add(name: str, each: Units, values: int) -> Floats:
        met = (cover.of_annotators(each) - each.length) / others[each.article]
        sums.add(f"coded/{name}/given", by_article(each, articles, values, met))
        paired = cover.of_several(each) ** 2
        sums.add(f"coded/{name}/squares", by_article(each, articles, values, paired))
        return doubled(each, articles, values, line) / others[:, None]

    sums.add("coded/sets/agreed", add("sets", *tag_sets(units, line)).sum(axis=1))
    if by_tag:
        sums.add("coded/tags/agreed", add("tags", units, len(codings.tags)))


def why_no_coded_alpha(drawn: Totals) -> Why:
    """Why cu-alpha is undefined, if it is."""
    given = drawn["coded/sets/given"][0]
    if not given.any():
        return Why.NEVER_BOTH
    return Why.TOO_LITTLE_BOTH if (given > 0).sum() > 1 else Why.NO_VARIATION


def why_no_tag_alphas(drawn: Totals) -> list[Why]:
    """Why each tag's (k)u-alpha is undefined, if it is."""
    size = drawn["coded/sets/given"][0].sum()
    return [
        (Why.TOO_LITTLE_BOTH if given < size * _ALL else Why.NO_VARIATION)
        if given
        else Why.NEVER_BOTH
        for given in drawn["coded/tags/given"][0]
    ]


def coded_alpha(drawn: Totals) -> Floats:
    """cu-alpha (draws): of the tags alone, over what two annotators or more marked."""
    given = drawn["coded/sets/given"]
    size, squares = given.sum(axis=1), drawn["coded/sets/squares"].sum(axis=1)
    expected = _by_chance(size, (given**2).sum(axis=1), squares)
    varied = ((given > 0).sum(axis=1) > 1) & (size**2 > squares)
    observed = size - drawn["coded/sets/agreed"][:, 0]
    return 1 - ratio(observed, np.where(varied, expected, 0.0))


def tag_alphas(drawn: Totals) -> Floats:
    """(k)u-alpha (draws x tags): of one tag against the others, over what two or more marked."""
    size = drawn["coded/sets/given"].sum(axis=1, keepdims=True)
    squares = drawn["coded/sets/squares"].sum(axis=1, keepdims=True)
    given, own = drawn["coded/tags/given"], drawn["coded/tags/squares"]
    scale = ratio(size, size**2 - squares)
    other = given - drawn["coded/tags/agreed"]
    expected, expected_other = scale * (given * size - own), scale * given * (size - given)
    varied = (given > 0) & (given < size * _ALL) & (size**2 > squares) & (expected > 0)
    return 1 - ratio(expected * other, np.where(varied, given * expected_other, 0.0))


# ---------------------------------------------------------------------------- the formula


def _against_blank(size: Floats, given: Floats, agreed: Floats, squares: Floats) -> Floats:
    """Alpha of one value against blank (draws x values); no number where either never occurs."""
    blank = size - given
    expected = _by_chance(size, given**2 + blank**2, squares + blank)
    varied = (given > 0) & (blank > 0)
    return 1 - ratio(2 * (given - agreed), np.where(varied, expected, 0.0))


def _by_chance(size: Floats, products: Floats, squares: Floats) -> Floats:
    """Disagreement by chance: o.. less o.. (sum of o_c² - q_c) / (o..² - sum of q_c)."""
    return size - size * ratio(products - squares, size**2 - squares)
