"""From the key to the label that is saved and seen: in long and short articles, few and many."""

import random
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.core.model import Article, Span
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from bench.bare import BareTable
from bench.figures import Row
from bench.material import TAG_KEYS, draft, label_words, new_project, places
from bench.screen import Screen

_GOAL = {"median": 8.0, "p99": 16.0}
_MANY = 10_000
_ALIKE = {"ratio": 1.2}
_WARM_UP = 10
_PRESSES = 500
_ROUNDS, _PRESSES_A_ROUND = 12, 14


Labelled = tuple[Project, list[Article]]
"""A project with two of its articles, the first of which has labels."""
Compared = tuple[list[float], list[float]]
"""What was measured, and its reference."""


def rows_of_one_article(
    app: QApplication, folder: Path, count: int, labels: int, presses: int = _PRESSES
) -> list[Row]:
    """A label on an article of `count` words that has so many labels already."""
    name = f"label_{count}_words_{labels}_labels"
    project, articles = _labelled_project(folder / f"{name}.annot", [draft(count, 1)], labels)
    screen = Screen(app, project, folder / "home")
    bare = BareTable(folder / f"{name}.sqlite")
    painted: list[float] = []
    caught_up: list[float] = []
    commits: list[float] = []
    for number, word in enumerate(_free_words(project, articles[0], _WARM_UP + presses)):
        screen.select(word)
        seen, all_seen, label = screen.labelled(TAG_KEYS[number % len(TAG_KEYS)])
        commit = bare.insert(label)
        screen.take_back()
        if number >= _WARM_UP:
            painted.append(seen)
            caught_up.append(all_seen)
            commits.append(commit)
    screen.close()
    bare.close()
    return [
        Row(name, "ms", painted, commits, _GOAL),
        Row(f"{name}_panels", "ms", caught_up, commits),
    ]


def rows_among_many(app: QApplication, folder: Path) -> list[Row]:
    """The same label, and going to another article, with 10,000 articles in the project."""
    own = [draft(1_000, 1), draft(1_000, 2)]
    others = [draft(60, 10 + number) for number in range(_MANY - len(own))]
    few, many = (
        _labelled_project(folder / f"{name}.annot", drafts, 50)
        for name, drafts in (("few", own), ("many", own + others))
    )
    label, opening = rows_beside(app, folder / "home", few, many)
    return [
        Row("label_with_10000_articles", "ms", *label, _ALIKE),
        Row("open_with_10000_articles", "ms", *opening, _ALIKE, tails=False),
    ]


def rows_beside(
    app: QApplication, home: Path, few: Labelled, many: Labelled
) -> tuple[Compared, Compared]:
    """Labels, and openings of articles, in the large project and, in turns, in the small one.

    Both projects are closed afterwards.
    """
    screens, found = [], []
    for project, articles in (few, many):
        screens.append(Screen(app, project, home))
        found.append((articles, _free_words(project, articles[0], _ROUNDS * _PRESSES_A_ROUND)))
    labels: tuple[list[float], list[float]] = ([], [])
    opens: tuple[list[float], list[float]] = ([], [])
    for turn in range(_ROUNDS):
        for which, screen in enumerate(screens):
            articles, words = found[which]
            screen.come_to_front()
            first = turn * _PRESSES_A_ROUND
            opens[which].extend(_openings(screen, articles))
            labels[which].extend(_presses(screen, words[first : first + _PRESSES_A_ROUND]))
    for screen in screens:
        screen.close()
    return (labels[1], labels[0]), (opens[1], opens[0])


def _presses(screen: Screen, words: Sequence[Span]) -> list[float]:
    found = []
    for number, word in enumerate(words):
        screen.select(word)
        found.append(screen.labelled(TAG_KEYS[number % len(TAG_KEYS)])[0])
        screen.take_back()
    return found


def _openings(screen: Screen, articles: Sequence[Article]) -> list[float]:
    found = []
    for article in (articles[1], articles[0]):
        found.append(screen.opened(article))
        screen.settle(60)
    return found


def _labelled_project(path: Path, drafts: list[Draft], labels: int) -> Labelled:
    project, articles = new_project(path, drafts)
    label_words(Desk(project, project.annotators()[0]), articles[0], labels, seed=3)
    return project, articles


def _free_words(project: Project, article: Article, count: int) -> list[Span]:
    """So many words without a label, in no order; some again if there are not enough."""
    taken = {label.start for label in project.labels(article.id)}
    free = [word for word in places(article) if word.start not in taken]
    return random.Random(4).choices(free, k=count)
