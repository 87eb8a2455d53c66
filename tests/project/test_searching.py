"""The corpus asked: search with every filter, concordance, order and archive, figures."""

from collections.abc import Callable

import pytest

from annotator import bulk
from annotator.core.errors import AnnotatorError
from annotator.core.model import Origin, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.corpus import concordance, hits_of, search, stats
from annotator.project.importing import add_drafts
from annotator.store.corpus import Sorting

ARTICLES = (
    Draft(
        "The regime sank the ferry. “A catastrophic act,” said Oda.",
        title="Ferry sunk",
        outlet="Velmar Lantern",
        date="2024-03-14",
        event="Ferry",
        extra={"desk": "Sea"},
    ),
    Draft(
        "The council withdrew the ferry after so-called experts found rust in café tables.",
        title="Ferry withdrawn",
        outlet="Osk Courier",
        date="2024-05-02",
        event="Ferry",
    ),
    Draft("Rain fell. The regimes of Osk and Velmar met 🚢.", title="Weather", date="2023-01-01"),
)


@pytest.fixture
def corpus(project: Project) -> Project:
    """The harbour's project with these three in place of its own."""
    desk = Desk(project, project.annotators()[0])
    finish(bulk.archive(desk, project.article_ids()))
    finish(add_drafts(project, ARTICLES))
    return project


def titles(project: Project, line: str, **more: object) -> list[str]:
    return [project.article(each).title for each in search(project, line, **more)]  # type: ignore[arg-type]


def label(project: Project, title: str, words: str, tag: str = "loaded", who: str = "Ines") -> str:
    article = project.article_called(title)
    at = article.text.index(words)
    desk = Desk(project, project.annotator_named(who, make=True))
    return desk.tag(article, tag, [[Span(at, at + len(words))]])[0].id


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ["Ferry sunk", "Ferry withdrawn", "Weather"]),
        ("regime", ["Ferry sunk"]),
        ("REGIME*", ["Ferry sunk", "Weather"]),
        ('"the ferry"', ["Ferry sunk", "Ferry withdrawn"]),
        ("ferry -regime", ["Ferry withdrawn"]),
        ("rust OR rain", ["Ferry withdrawn", "Weather"]),
        ("NOT ferry", ["Weather"]),
        ("cafe", ["Ferry withdrawn"]),
        ("ferry (catastrophic OR rust) NOT council", ["Ferry sunk"]),
        ("outlet:lantern", ["Ferry sunk"]),
        ("-outlet:lantern ferry", ["Ferry withdrawn"]),
        ("date:2024", ["Ferry sunk", "Ferry withdrawn"]),
        ("date:2024-04..", ["Ferry withdrawn"]),
        ("event:ferry desk:sea", ["Ferry sunk"]),
        ("title:weather", ["Weather"]),
        ('"; DROP TABLE articles; --', []),
        ("outlet:100%", []),
    ],
)
def test_articles_are_found_by_words_and_properties(
    corpus: Project, line: str, found: list[str]
) -> None:
    assert titles(corpus, line) == found


def test_labels_notes_and_states_are_found_and_follow_every_change(corpus: Project) -> None:
    label(corpus, "Weather", "Rain", tag="plain")
    label_id = label(corpus, "Ferry sunk", "catastrophic")
    desk = Desk(corpus, corpus.annotator_named("Ines"))
    desk.set_note(corpus.label(label_id), "exaggerated hyperbole")
    desk.set_state(corpus.article_called("Weather").id, State.DONE)
    assert titles(corpus, "hyperbole") == titles(corpus, "note:hyperbole") == ["Ferry sunk"]
    assert titles(corpus, "tag:LOADED") == ["Ferry sunk"]
    assert titles(corpus, "tag:loaded OR tag:plain") == ["Ferry sunk", "Weather"]
    assert titles(corpus, "quote:catastrophic") == ["Ferry sunk"]
    assert titles(corpus, "state:done") == ["Weather"]
    assert titles(corpus, "state:todo") == ["Ferry withdrawn"]
    corpus.undo()  # the state
    corpus.undo()  # the note
    assert titles(corpus, "hyperbole") == []
    desk.untag([corpus.label(label_id)])
    assert titles(corpus, "quote:catastrophic") == titles(corpus, "tag:loaded") == []
    corpus.undo()
    assert titles(corpus, "quote:catastrophic") == ["Ferry sunk"]


def test_others_labels_are_found_only_by_who_may_see_them(corpus: Project) -> None:
    label(corpus, "Ferry sunk", "regime", who="Omar")
    ines, omar = (corpus.annotator_named(name).id for name in ("Ines", "Omar"))
    assert titles(corpus, "tag:loaded", whose=[ines]) == []
    assert titles(corpus, "tag:loaded", whose=[omar]) == ["Ferry sunk"]
    assert titles(corpus, "annotator:omar", whose=[ines]) == []


def test_a_title_that_was_changed_is_found_by_its_new_words_alone(corpus: Project) -> None:
    desk = Desk(corpus, corpus.annotators()[0])
    weather = corpus.article_called("Weather").id
    values = {"title": "Skies above", "desk": "Sky", "event": "Storm"}
    assert finish(bulk.describe(desk, [weather], values)) == 1
    assert titles(corpus, "title:weather") == titles(corpus, "weather") == []
    assert titles(corpus, "skies event:storm desk:sky") == ["Skies above"]
    corpus.undo()
    assert titles(corpus, "weather") == ["Weather"]
    assert titles(corpus, "skies") == []
    assert finish(checked(corpus)) == []


def test_a_line_that_asks_too_much_is_a_sentence(corpus: Project) -> None:
    with pytest.raises(AnnotatorError):
        search(corpus, " ".join(f"w{n}" for n in range(200)))


@pytest.mark.parametrize(
    ("column", "order"),
    [
        ("title", ["Ferry sunk", "Ferry withdrawn", "Weather"]),
        ("date", ["Weather", "Ferry sunk", "Ferry withdrawn"]),
        ("outlet", ["Ferry withdrawn", "Ferry sunk", "Weather"]),
        ("labels", ["Ferry sunk", "Ferry withdrawn", "Weather"]),
        ("desk", ["Ferry sunk", "Ferry withdrawn", "Weather"]),
    ],
)
def test_articles_are_sorted_with_what_is_empty_last(
    corpus: Project, column: str, order: list[str]
) -> None:
    label(corpus, "Weather", "Rain")
    assert titles(corpus, "", sorting=Sorting(column)) == order


def test_order_and_archive_are_one_step_each_and_undone(corpus: Project) -> None:
    desk = Desk(corpus, corpus.annotators()[0])
    first, second, third = corpus.article_ids()
    assert finish(bulk.set_order(desk, [third, first, second])) == 3
    assert corpus.article_ids() == [third, first, second]
    assert finish(bulk.archive(desk, [first, second])) == 2
    assert finish(bulk.archive(desk, [first, second])) == 0
    assert corpus.article_ids() == [third]
    assert titles(corpus, "ferry") == []
    assert len(titles(corpus, "ferry", archived=True)) >= 2
    corpus.undo()
    corpus.undo()
    assert corpus.article_ids() == [first, second, third]


# ---------------------------------------------------------------------------- concordance

Places = Callable[..., list[tuple[str, str, str]]]


def places(project: Project, *words: str, **more: object) -> list[tuple[str, str, str]]:
    found = finish(concordance(project, words, **more))  # type: ignore[arg-type]
    return [(it.hit.left, it.hit.keyword, it.hit.right) for it in found.places]


def test_words_are_shown_in_context_and_sorted_by_either_side(corpus: Project) -> None:
    assert [keyword for _, keyword, _ in places(corpus, "the ferry", "so-called")] == [
        "the ferry",
        "the ferry",
        "so-called",
    ]
    assert [right[:12] for *_, right in places(corpus, "regime*", sort="right")] == [
        " of Osk and ",
        " sank the fe",
    ]
    assert places(corpus, "nowhere") == []


def test_all_places_are_tagged_as_one_step_and_the_same_never_twice(corpus: Project) -> None:
    desk = Desk(corpus, corpus.annotators()[0])
    found = finish(concordance(corpus, ["ferry", "regime*"]))
    wanted = [(it.hit.article_id, it.hit.span) for it in found.places]
    assert finish(bulk.tag(desk, "loaded", wanted)) == len(found.places) == 4
    made = [label for each in corpus.article_ids() for label in corpus.labels(each)]
    assert {each.origin for each in made} == {Origin.BULK}
    assert finish(bulk.tag(desk, "loaded", wanted)) == 0
    again = finish(concordance(corpus, ["ferry"]))
    assert all(place.tagged("loaded") for place in again.places)
    assert len(finish(concordance(corpus, tag="loaded")).places) == 4
    assert finish(bulk.retag(desk, [label.id for label in made[:2]], "praise")) == 2
    assert len(finish(concordance(corpus, tag="praise")).places) == 2
    corpus.undo()
    corpus.undo()
    assert finish(concordance(corpus, tag="loaded")).places == ()


def test_hits_are_those_of_the_search(corpus: Project) -> None:
    [found] = search(corpus, "catastrophic")
    [hit] = hits_of(corpus, "catastrophic outlet:any", found)
    assert hit.keyword == "catastrophic"
    assert hit.left.endswith("“A ")


def test_figures_count_what_there_is(corpus: Project) -> None:
    label(corpus, "Weather", "Rain")
    found = stats(corpus)
    assert (found.totals["articles"], found.totals["labels"], found.totals["archived"]) == (3, 1, 3)
    assert found.tags == [("Ines", "loaded", 1)]
    assert found.events == [("Ferry", 2)]
    assert found.states["Ines"]["in-progress"] == 1
