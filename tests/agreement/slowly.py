"""The measures once more, the long way: code point by code point, straight from the formulas."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise, permutations

from annotator.agreement.values import CodedArticle, Piece

Tags = frozenset[str]
Stretch = tuple[int, int, Tags]
BLANK: Tags = frozenset()


def united(pieces: Iterable[Piece]) -> list[tuple[int, int, str]]:
    """What overlaps with the same tag is one."""
    found: list[tuple[int, int, str]] = []
    for piece in sorted(pieces, key=lambda each: (each.tag, each.start)):
        if found and found[-1][2] == piece.tag and piece.start < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], piece.end), piece.tag
        else:
            found.append((piece.start, piece.end, piece.tag))
    return found


def stretches(pieces: Iterable[Piece], length: int) -> list[Stretch]:
    """The text cut at every end of a united piece, each with the tags that are on it."""
    joined = united(pieces)
    edges = sorted({0, length, *(each[0] for each in joined), *(each[1] for each in joined)})
    return [
        (a, b, frozenset(tag for start, end, tag in joined if start <= a and b <= end))
        for a, b in pairwise(edges)
    ]


def unitizing_alpha(
    articles: Sequence[CodedArticle],
    chosen: Callable[[Piece], bool] | None = None,
    plain: bool = False,
) -> float | None:
    """u-alpha; of chosen pieces alone, and with `plain` of marked or not."""
    observed: Counter[tuple[Tags, Tags]] = Counter()
    given: Counter[Tags] = Counter()
    squares: Counter[Tags] = Counter()
    for article in shared(articles):
        rows = []
        for pieces in article.codings.values():
            kept = [
                each._replace(tag="x") if plain else each
                for each in pieces
                if chosen is None or chosen(each)
            ]
            row: list[Tags] = []
            for start, end, tags in stretches(kept, article.length):
                squares[tags] += (end - start) ** 2 if tags else end - start
                given[tags] += end - start
                row += [tags] * (end - start)
            rows.append(row)
        for one, other in permutations(rows, 2):
            for c, k in zip(one, other, strict=True):
                observed[c, k] += 1 / (len(rows) - 1)
    return one_less(observed, given, squares)


def coded_alpha(articles: Sequence[CodedArticle]) -> float | None:
    """cu-alpha."""
    return one_less(*coded(articles))


def tag_alpha(articles: Sequence[CodedArticle], tag: str) -> float | None:
    """(k)u-alpha, of Krippendorff 2019, equation 38; a set counts for the tags in it."""
    observed, _, _ = coded(articles)
    total = sum(observed.values())
    squares = sum(coded(articles)[2].values())
    own_squares = sum(paired_squares(articles, tag))
    given = sum(value for (c, _), value in observed.items() if tag in c)
    equal = sum(value for (c, k), value in observed.items() if tag in c and tag in k)
    if not given or total - given < 1e-9 or total**2 - squares < 1e-9:
        return None
    scale = total / (total**2 - squares)
    expected = scale * (given * total - own_squares)
    if expected <= 0:
        return None
    expected_equal = scale * (given**2 - own_squares)
    return 1 - expected / given * (given - equal) / (expected - expected_equal)


def coded(
    articles: Sequence[CodedArticle],
) -> tuple[Counter[tuple[Tags, Tags]], Counter[Tags], Counter[Tags]]:
    observed: Counter[tuple[Tags, Tags]] = Counter()
    squares: Counter[Tags] = Counter()
    for article in shared(articles):
        parts = [stretches(pieces, article.length) for pieces in article.codings.values()]
        rows = [[tags for a, b, tags in part for _ in range(a, b)] for part in parts]
        for one, other in permutations(rows, 2):
            for c, k in zip(one, other, strict=True):
                if c and k:
                    observed[c, k] += 1 / (len(rows) - 1)
        for at, part in enumerate(parts):
            others = [row for index, row in enumerate(rows) if index != at]
            for start, end, tags in part:
                if tags:
                    met = sum(any(row[i] for row in others) for i in range(start, end))
                    squares[tags] += met**2
    given: Counter[Tags] = Counter()
    for (c, _), value in observed.items():
        given[c] += value
    return observed, given, squares


def paired_squares(articles: Sequence[CodedArticle], tag: str) -> list[int]:
    """Of each piece with the tag the square of the length that another annotator marked too."""
    found = []
    for article in shared(articles):
        marked = {
            who: {at for piece in pieces for at in range(piece.start, piece.end)}
            for who, pieces in article.codings.items()
        }
        for who, pieces in article.codings.items():
            others = set().union(*(marked[each] for each in marked if each != who))
            for start, end, key in united(pieces):
                if key == tag:
                    found.append(len(others & set(range(start, end))) ** 2)
    return found


def one_less(
    observed: Counter[tuple[Tags, Tags]], given: Counter[Tags], squares: Counter[Tags]
) -> float | None:
    total = sum(observed.values())
    agreed = sum(value for (c, k), value in observed.items() if c == k)
    if sum(value > 0 for value in given.values()) < 2:
        return None
    whole = total**2 - sum(squares.values())
    if whole <= 1e-9:
        return None
    expected = sum(total * (given[c] ** 2 - squares[c]) / whole for c in given)
    return 1 - (total - agreed) / (total - expected)


def shared(articles: Sequence[CodedArticle]) -> list[CodedArticle]:
    return [each for each in articles if len(each.codings) >= 2]


def f1(pairs: Sequence[tuple[list[Piece], list[Piece]]], exact: bool) -> float:
    """Of pairs of sides, one pair an article; tags are not looked at."""
    sides = [
        [[each[:2] for each in united(p._replace(tag="") for p in side)] for side in pair]
        for pair in pairs
    ]
    counts = [sum(len(pair[side]) for pair in sides) for side in (0, 1)]
    if counts == [0, 0]:
        return 1.0
    rates = []
    for side in (0, 1):
        covered = 0.0
        for pair in sides:
            for s in pair[side]:
                for t in pair[1 - side]:
                    common = len(set(range(*s)) & set(range(*t)))
                    covered += float(s == t) if exact else common / (s[1] - s[0])
        rates.append(covered / counts[side] if counts[side] else 0.0)
    return 2 * rates[0] * rates[1] / sum(rates) if sum(rates) else 0.0


def dawid_skene_prior(
    items: Sequence[Mapping[str, int]], categories: int, same: Callable[[str], str]
) -> list[float]:
    """How often each of 1..n is true; annotators to whom `same` gives one name share a matrix."""
    chances = [
        [sum(each == k for each in item.values()) / len(item) for k in range(1, categories + 1)]
        for item in items
    ]
    prior: list[float] = []
    for _ in range(300):
        prior = [sum(row[k] for row in chances) / len(items) for k in range(categories)]
        weights: Counter[tuple[str, int, int]] = Counter()
        for item, row in zip(items, chances, strict=True):
            for who, value in item.items():
                for k in range(categories):
                    weights[same(who), k, value] += row[k]
        totals: Counter[tuple[str, int]] = Counter()
        for (who, k, _), weight in weights.items():
            totals[who, k] += weight
        chances = []
        for item in items:
            row = list(prior)
            for who, value in item.items():
                for k in range(categories):
                    total = totals[same(who), k]
                    row[k] *= weights[same(who), k, value] / total if total else 1.0
            chances.append([each / sum(row) for each in row])
    return prior
