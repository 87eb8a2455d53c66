"""Gamma: the cheapest alignment, chance, and the same values as pygamma-agreement."""

from itertools import permutations

import numpy as np
import pytest
from coded import articles, drawn, one, renamed
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.alignment import Alignment, Side, aligned
from annotator.agreement.assignment import paired
from annotator.agreement.codings import Codings
from annotator.agreement.figure import Figure, Why
from annotator.agreement.gamma import Chance, GammaAgreement, gamma_agreement
from annotator.agreement.resampling import NO_INTERVALS
from annotator.agreement.values import CodedArticle
from annotator.core.work import finish

TEXT = "x" * 60
FEW = {
    "anna": "pppp   qqqqqq      ppp   rrrrrrrr     qqq   ",
    "ben": "ppppp  rrrrrr    ppppp         qqq       pp ",
}
NESTED = {
    "anna": "pppppppppp     qqqq      rrr      pppp      ",
    "ben": "   qqqq     qqqqqqqq   pppp         \n pppppp              rrrrrrrr",
}
SHORT = {
    "anna": "  pp   pp   pp   qq   qq   rr   pp   ",
    "ben": "  pp   qq   pp   qq   qq   rr        ",
}
ALONE = {"anna": "  pppp   ", "ben": ""}
LATE = {"anna": " " * 40 + "pppp", "ben": " " * 44 + "ppp"}


def measured(codings: Codings, samples: int = 30, **more: Chance | int) -> GammaAgreement:
    return finish(gamma_agreement(codings, samples, resampling=NO_INTERVALS, **more))  # type: ignore[arg-type]


def side(*units: tuple[int, int, int]) -> Side:
    table = np.array(units, dtype=np.int64).reshape(-1, 3)
    return Side(table[:, 0].astype(np.float64), table[:, 1].astype(np.float64), table[:, 2])


def sides_of(lanes: dict[str, str]) -> tuple[Side, Side]:
    """The two annotators' units, tags as numbers."""
    article = drawn(TEXT, **lanes)
    first, second = (
        side(*((each.start, each.end, "pqr".index(each.tag)) for each in sorted(had)))
        for had in article.codings.values()
    )
    return first, second


class TestCheapestPairing:
    @given(st.data())
    def test_no_other_pairing_is_cheaper(self, data: st.DataObject) -> None:
        rows, columns = data.draw(st.integers(0, 4)), data.draw(st.integers(0, 4))
        costs = [[data.draw(st.integers(0, 12)) / 4 for _ in range(columns)] for _ in range(rows)]
        edges = [{at: cost for at, cost in enumerate(row) if cost < 2} for row in costs]
        partners = paired(edges, columns, 1.0)
        taken = [each for each in partners if each >= 0]
        assert len(taken) == len(set(taken))
        cost = sum(costs[at][each] if each >= 0 else 1 for at, each in enumerate(partners))
        assert cost + columns - len(taken) == pytest.approx(cheapest(costs, columns))

    @pytest.mark.parametrize("seed", range(40))
    def test_no_other_pairing_is_cheaper_where_many_compete(self, seed: int) -> None:
        random = np.random.default_rng(seed)
        costs = random.uniform(0, 1.6, (9, 8)).tolist()
        partners = paired([dict(enumerate(row)) for row in costs], 8, 1.0)
        taken = [each for each in partners if each >= 0]
        assert len(taken) == len(set(taken))
        cost = sum(costs[at][each] if each >= 0 else 1 for at, each in enumerate(partners))
        assert cost + 8 - len(taken) == pytest.approx(least_cost(costs, 8))

    def test_one_gives_way_where_that_is_cheaper(self) -> None:
        assert paired([{0: 0.1, 1: 0.2}, {0: 0.0}], 2, 1.0) == [1, 0]

    def test_one_goes_alone_where_that_is_cheaper(self) -> None:
        assert paired([{0: 0.9}, {0: 0.1}], 1, 1.0) == [-1, 0]


def cheapest(costs: list[list[float]], columns: int) -> float:
    places = [*range(columns), *([-1] * len(costs))]
    return min(
        sum(costs[at][each] if each >= 0 else 1 for at, each in enumerate(way))
        + columns
        - sum(each >= 0 for each in way)
        for way in set(permutations(places, len(costs)))
    )


def least_cost(costs: list[list[float]], columns: int) -> float:
    """By the sets of columns taken so far, one row after the other."""
    best = {0: float(columns)}
    for row in costs:
        further: dict[int, float] = {}
        for taken, cost in best.items():
            ways = [(taken, cost + 1)]
            for at, price in enumerate(row):
                if not taken >> at & 1:
                    ways.append((taken | 1 << at, cost + price - 1))
            for way, total in ways:
                further[way] = min(total, further.get(way, total))
        best = further
    return min(best.values())


class TestAlignment:
    def test_equal_units_cost_nothing(self) -> None:
        assert aligned(side((0, 10, 0)), side((0, 10, 0))) == Alignment(0.0, 1.0, 1.0, 0.0)

    def test_units_apart_cost_by_their_distance_and_length(self) -> None:
        # ((2 + 4) / (10 + 12))²
        found = aligned(side((0, 10, 0)), side((2, 14, 0)))
        assert found.cost == pytest.approx((6 / 22) ** 2)

    def test_another_tag_costs_1_more(self) -> None:
        found = aligned(side((0, 10, 0)), side((2, 12, 1)))
        assert found.cost == pytest.approx(0.04 + 1)
        assert (found.weight, found.differing) == (pytest.approx(0.96), pytest.approx(0.96))

    def test_units_that_are_far_apart_stay_alone(self) -> None:
        assert aligned(side((0, 10, 0)), side((40, 50, 0))) == Alignment(2.0, 1.0, 0.0, 0.0)

    def test_one_side_may_be_empty(self) -> None:
        assert aligned(side((0, 3, 0), (5, 9, 0)), side()).disorder == 2.0

    @pytest.mark.parametrize(
        ("lanes", "disorder", "differing"),
        [(FEW, 0.8959609, 0.4531116), (NESTED, 0.7511606, 0.0), (SHORT, 0.3076923, 0.1666667)],
    )
    def test_disorders_are_those_of_pygamma_agreement(
        self, lanes: dict[str, str], disorder: float, differing: float
    ) -> None:
        # pygamma-agreement 0.5.9; of gamma-cat the part that looks at aligned units.
        found = aligned(*sides_of(lanes))
        assert found.disorder == pytest.approx(disorder, abs=1e-6)
        assert found.differing / found.weight == pytest.approx(differing, abs=1e-6)


class TestChance:
    """Means and standard errors of 4,000 samples of pygamma-agreement 0.5.9."""

    @pytest.mark.parametrize(
        ("lanes", "chance", "expected", "error"),
        [
            (FEW, Chance.STATISTICAL, 1.16009, 0.0040),
            (NESTED, Chance.STATISTICAL, 1.22383, 0.0046),
            (SHORT, Chance.STATISTICAL, 1.09566, 0.0043),
            (ALONE, Chance.STATISTICAL, 1.69716, 0.0110),
            (LATE, Chance.STATISTICAL, 1.81669, 0.0082),
            (FEW, Chance.SHUFFLED, 1.33399, 0.0043),
            (NESTED, Chance.SHUFFLED, 1.44538, 0.0049),
            (SHORT, Chance.SHUFFLED, 1.57023, 0.0057),
            (ALONE, Chance.SHUFFLED, 1.96095, 0.0035),
        ],
    )
    def test_the_expected_disorder_is_the_same(
        self, lanes: dict[str, str], chance: Chance, expected: float, error: float
    ) -> None:
        found = measured(one(drawn(TEXT, **lanes)), 2_000, chance=chance).group.gamma
        observed = aligned(*sides_of(lanes)).disorder
        assert found.value is not None
        ours = observed / (1 - found.value)
        assert ours == pytest.approx(expected, abs=4 * error * (1 + 2) ** 0.5)

    @pytest.mark.parametrize(
        ("lanes", "chance", "expected", "error"),
        [
            (FEW, Chance.STATISTICAL, 0.57878, 0.0045),
            (SHORT, Chance.STATISTICAL, 0.61109, 0.0039),
            (FEW, Chance.SHUFFLED, 0.63064, 0.0059),
            (SHORT, Chance.SHUFFLED, 0.70690, 0.0058),
        ],
    )
    def test_the_expected_difference_of_tags_is_the_same(
        self, lanes: dict[str, str], chance: Chance, expected: float, error: float
    ) -> None:
        found = measured(one(drawn(TEXT, **lanes)), 2_000, chance=chance).group.gamma_cat
        alignment = aligned(*sides_of(lanes))
        assert found.value is not None
        ours = alignment.differing / alignment.weight / (1 - found.value)
        assert ours == pytest.approx(expected, abs=4 * error * (1 + 2) ** 0.5)


class TestGamma:
    def test_how_chance_was_sampled_is_told(self) -> None:
        found = measured(one(drawn(TEXT, **FEW)), 12, chance=Chance.SHUFFLED)
        assert (found.samples, found.chance) == (12, Chance.SHUFFLED)

    def test_the_same_seed_gives_the_same_figure(self) -> None:
        codings = one(drawn(TEXT, **FEW))
        assert measured(codings, seed=3) == measured(codings, seed=3)
        assert measured(codings, seed=3) != measured(codings, seed=4)

    def test_perfect_agreement_is_1(self) -> None:
        same = drawn(TEXT, anna=FEW["anna"], ben=FEW["anna"], cleo=FEW["anna"])
        found = measured(one(same)).group
        assert found.gamma.value == 1.0
        assert found.gamma_cat.value == 1.0

    def test_a_group_has_the_mean_of_its_pairs(self) -> None:
        found = measured(one(drawn(TEXT, cleo=SHORT["anna"], **FEW)))
        values = [each.gamma.value or 0.0 for each in found.pairs.values()]
        assert list(found.pairs) == [("anna", "ben"), ("anna", "cleo"), ("ben", "cleo")]
        assert found.group.gamma.value == pytest.approx(sum(values) / 3)

    def test_articles_are_weighed_by_their_units(self) -> None:
        corpus = [drawn(TEXT, "one", **FEW), drawn(TEXT, "two", **SHORT)]
        together = measured(Codings.of(corpus)).group.gamma.value
        cost = expected = 0.0
        for each in corpus:
            lanes = FEW if each.id == "one" else SHORT
            alone = measured(one(each)).group.gamma.value
            observed = aligned(*sides_of(lanes))
            assert alone is not None
            cost += observed.cost
            expected += observed.cost / (1 - alone)
        assert together == pytest.approx(1 - cost / expected)

    def test_articles_where_nobody_marked_anything_change_nothing(self) -> None:
        article = drawn(TEXT, "one", **FEW)
        more = [article, drawn(TEXT, "two", anna="", ben="")]
        one_more = measured(Codings.of(more)).group.gamma
        assert one_more.value == measured(one(article)).group.gamma.value
        assert one_more.n == 2

    def test_intervals_draw_articles(self) -> None:
        corpus = [
            drawn(TEXT, str(number), **lanes) for number, lanes in enumerate((FEW, SHORT, NESTED))
        ]
        found = finish(gamma_agreement(Codings.of(corpus))).group.gamma
        assert found.value is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.value < found.high

    def test_progress_counts_articles(self) -> None:
        corpus = [drawn(TEXT, "one", **FEW), drawn(TEXT, "two", **SHORT)]
        told = list(gamma_agreement(Codings.of(corpus), 2, resampling=NO_INTERVALS))
        assert [(each.done, each.total) for each in told] == [(0, 2), (1, 2)]

    def test_undefined_where_nothing_is_marked(self) -> None:
        found = measured(one(drawn(TEXT, anna="", ben=""))).group
        assert found.gamma == Figure(None, n=1, why=Why.NOTHING_MARKED)
        assert measured(Codings.of([])).group.gamma.why is Why.NOTHING_SHARED

    def test_one_tag_alone_has_no_tags_to_compare(self) -> None:
        codings = one(drawn(TEXT, **FEW)).only(["p"])
        found = measured(codings).group
        assert found.gamma.value is not None
        assert found.gamma_cat.why is Why.NOT_TAGGED_APART

    def test_a_label_twice_on_one_span_counts_once(self) -> None:
        twice = drawn(TEXT, anna=FEW["anna"] + "\n" + FEW["anna"], ben=FEW["ben"])
        assert measured(one(twice)) == measured(one(drawn(TEXT, **FEW)))

    @given(articles(annotators="ab", most=2))
    def test_other_names_of_annotators_change_nothing(
        self, given_articles: list[CodedArticle]
    ) -> None:
        found = measured(Codings.of(given_articles), 3).group
        other = measured(Codings.of(renamed(given_articles, {"a": "z"})), 3).group
        assert found == other

    @given(articles(annotators="ab", most=2), st.integers(1, 40))
    def test_where_the_text_begins_is_the_same_to_an_alignment(
        self, given_articles: list[CodedArticle], shift: int
    ) -> None:
        for article in given_articles:
            first, second = (
                side(*((p.start, p.end, "pqr".index(p.tag)) for p in sorted(had)))
                for had in article.codings.values()
            )
            if len(first) or len(second):
                moved = [Side(s.starts + shift, s.ends + shift, s.tags) for s in (first, second)]
                assert aligned(*moved).cost == pytest.approx(aligned(first, second).cost)
                assert aligned(second, first).cost == pytest.approx(aligned(first, second).cost)


def test_the_ways_of_chance_have_short_names() -> None:
    assert [str(each) for each in Chance] == ["statistical", "shuffled"]
