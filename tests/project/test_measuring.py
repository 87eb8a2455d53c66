"""From a project to what agreement is measured of: who is done, with what, and what may be seen."""

from dataclasses import replace

import pytest
from coded_team import joins, team, works

from annotator.agreement.values import Piece
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Level, Release, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.measuring import Choice, Material, material, offer
from annotator.project.team import Sharing, assign
from annotator.project.training import key_of


def measured(project: Project, choice: Choice | None = None) -> Material:
    return finish(material(project, choice or Choice()))


def test_done_with_nothing_undone_and_not_assigned_are_three_things(project: Project) -> None:
    ines, ada, ben, cleo = team(project, "Ada", "Ben", "Cleo")
    first = project.article_ids()[0]
    project.do("Open", Edit(project.settings, replace(project.settings, release=Release.OPEN)))
    works(ines, first, [("catastrophic", "loaded")])
    works(ada, first)
    works(ben, first, [("scrapped", "loaded")], done=False)
    [article] = measured(project).articles
    start = project.article(first).text.index("catastrophic")
    [label] = project.labels(first, ines.annotator.id)
    assert article.codings == {
        ines.annotator.id: [Piece(start, start + 12, "loaded", label.id)],
        ada.annotator.id: [],
    }
    assert article.undone == {ben.annotator.id}
    assert cleo.annotator.id not in article.undone


def test_what_is_not_released_is_left_out_and_counted(project: Project) -> None:
    ines, ada = team(project, "Ada")
    first, second, _ = project.article_ids()
    people = (ines.annotator.id, ada.annotator.id)
    assign(project, project.article_ids(), Sharing(people, per_article=2))
    for each in (first, second):
        works(ines, each, [("e", "plain")])
    works(ada, first)
    found = measured(project)
    assert [each.id for each in found.articles] == [first]
    assert found.withheld == 1
    ada.set_state(second, State.SKIPPED, "too long")
    found = measured(project)
    assert [each.id for each in found.articles] == [first, second]
    assert found.articles[1].undone == {ada.annotator.id}
    assert [each.id for each in found.shared] == [first]


def test_gold_and_the_key_are_compared_only_when_asked(project: Project) -> None:
    ines, ada = team(project, "Ada")
    key = joins(project, "Key", AnnotatorKind.KEY)
    model = joins(project, "Tagger", AnnotatorKind.MODEL)
    first = project.article_ids()[0]
    for desk in (ines, ada, key, model):
        works(desk, first, [("catastrophic", "loaded")])
    assert [each.name for each in measured(project).people] == ["Ines", "Ada", "Tagger"]
    with_key = measured(project, Choice(key=True))
    assert [each.name for each in with_key.people] == ["Ines", "Ada", "Key", "Tagger"]
    chosen = measured(project, Choice(annotators=(key.annotator.id, ada.annotator.id)))
    assert set(chosen.articles[0].codings) == {key.annotator.id, ada.annotator.id}
    assert [piece.tag for piece in measured(project).key[first].pieces or ()] == ["loaded"]
    with pytest.raises(AnnotatorError, match="not in this project"):
        measured(project, Choice(annotators=("nobody",)))


def test_the_key_is_the_same_as_in_training(project: Project) -> None:
    """The first of the experts who labelled the article, also where they never said done."""
    ines, ada = team(project, "Ada")
    first, second, _ = project.article_ids()
    expert, other = (joins(project, it, AnnotatorKind.KEY) for it in ("Key", "Another key"))
    works(expert, first, [("catastrophic", "loaded")], done=False)
    works(other, first, [("regime", "plain")])
    for desk in (ines, ada):
        for each in (first, second):
            works(desk, each)
    found = measured(project).key
    assert list(found) == [first]
    assert [piece.tag for piece in found[first].pieces or ()] == ["loaded"]
    assert [label.tag for label in key_of(project, first) or ()] == ["loaded"]


def test_answers_become_ratings_at_the_declared_level(project: Project) -> None:
    ines, ada = team(project, "Ada")
    first = project.article_ids()[0]
    works(ines, first, answers={"slant": 2, "sides": True, "genre": "news", "summary": "Ferry."})
    works(ada, first, answers={"slant": -1})
    found = measured(project)
    assert set(found.ratings) == {"slant", "sides", "genre"}
    slant = found.ratings["slant"]
    assert slant.level is Level.ORDINAL
    assert slant.order == (-2, -1, 0, 1, 2)
    assert slant.values == {first: {ines.annotator.id: 2, ada.annotator.id: -1}}
    assert found.ratings["genre"].order == ("news", "view")
    assert found.ratings["sides"].order == (False, True)


def test_answers_of_who_is_not_done_are_not_compared(project: Project) -> None:
    ines, ada, ben = team(project, "Ada", "Ben")
    first = project.article_ids()[0]
    project.do("Open", Edit(project.settings, replace(project.settings, release=Release.OPEN)))
    for desk in (ines, ada):
        works(desk, first, answers={"slant": 1})
    works(ben, first, answers={"slant": -2}, done=False)
    assert set(measured(project).ratings["slant"].values[first]) == {
        ines.annotator.id,
        ada.annotator.id,
    }


def test_a_label_in_pieces_is_several_pieces_of_one_label(project: Project) -> None:
    ines, ada = team(project, "Ada")
    first = project.article_ids()[0]
    article = project.article(first)
    ines.tag(article, "loaded", [[Span(0, 3), Span(4, 10)]])
    for desk in (ines, ada):
        works(desk, first)
    [coded] = measured(project).articles
    [label] = project.labels(first)
    assert list(coded.codings[ines.annotator.id]) == [
        Piece(0, 3, "loaded", label.id),
        Piece(4, 10, "loaded", label.id),
    ]


def test_batches_searches_and_versions_choose_articles(project: Project) -> None:
    ines, ada = team(project, "Ada")
    first, second, third = project.article_ids()
    people = (ines.annotator.id, ada.annotator.id)
    assign(project, [first], Sharing(people, per_article=2, batch="pilot round"))
    assign(project, [second, third], Sharing(people, per_article=2))
    for desk in (ines, ada):
        works(desk, first, [("ferry", "loaded")])
    before = project.codebook
    project.do("Codebook", Edit(before, replace(before, name="Harbour words, second edition")))
    for desk in (Desk(project, ines.annotator), Desk(project, ada.annotator)):
        works(desk, second, [("ferry", "loaded")])
        works(desk, third)

    def ids(choice: Choice) -> list[str]:
        return [each.id for each in measured(project, choice).articles]

    assert ids(Choice(batch="pilot round")) == [first]
    assert ids(Choice(query="corrosion")) == [second]
    assert ids(Choice(version=1)) == [first]
    assert ids(Choice(version=2)) == [second]  # of the third nobody knows when it was done
    assert offer(project).batches == ("main", "pilot round")
    assert offer(project).versions == (1, 2)
    assert measured(project).told[first].batch == "pilot round"


def test_an_article_with_nothing_marked_has_the_version_of_its_last_visit(
    project: Project,
) -> None:
    from annotator.clock import new_id, now
    from annotator.core.model import Visit

    ines, ada = team(project, "Ada")
    first, second, _ = project.article_ids()
    for desk in (ines, ada):
        works(desk, first, [("catastrophic", "loaded")])
        works(desk, second)
    project.record_visit(Visit(new_id(), second, ada.annotator.id, now(), 5_000))
    told = measured(project).told[second]
    assert told.version == 1
    assert told.week
