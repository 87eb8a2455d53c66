"""The whole of a team's agreement from a project: figures, places, the page for an appendix."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from coded_team import team, works

from annotator.agreement.figure import Why
from annotator.agreement.meaning import Measure
from annotator.agreement.resampling import Resampling
from annotator.core.edits import Edit
from annotator.core.model import Level, Scope, Span, Tag
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.agreement_page import agreement_page, shown
from annotator.project.agreement_report import (
    AgreementReport,
    Parting,
    agreement_report,
    pair_figure,
    tag_figure,
)
from annotator.project.disputed_places import About, DisputedPlace, disputed_places
from annotator.project.measuring import Choice
from annotator.project.team import change_annotator


def reported(project: Project, *, gamma: bool = False) -> AgreementReport:
    return finish(agreement_report(project, Choice(), Resampling(draws=100), gamma=gamma))


def found(report: AgreementReport, about: About) -> list[tuple[str, dict[str, str]]]:
    places: tuple[DisputedPlace, ...] = finish(disputed_places(report, about))
    return [(each.hit.keyword, dict(each.said)) for each in places]


@pytest.fixture
def three(project: Project) -> Project:
    """Three people, done with two articles."""
    ines, ada, ben = team(project, "Ada", "Ben")
    first, second, _ = project.article_ids()
    works(ines, first, [("catastrophic", "loaded"), ("vandalism", "loaded")], {"slant": 2})
    works(ada, first, [("catastrophic act", "loaded"), ("vandalism", "praise")], {"slant": 2})
    works(ben, first, [("catastrophic", "loaded")], {"slant": -1})
    for desk in (ines, ada):
        works(desk, second, [("corrosion", "loaded")], {"slant": 0})
    works(ben, second, [("café", "praise")], {"slant": 0})
    return project


def test_the_report_counts_what_it_rests_on(three: Project) -> None:
    report = reported(three)
    assert (report.shared, report.complete, report.labels) == (2, 2, 8)
    names = {report.names[each] for each in report.spans.annotators}
    assert names == {"Ines", "Ada", "Ben"}
    assert report.questions["slant"].items == 2
    assert report.questions["sides"].alpha.why is Why.NOT_RATED
    assert set(report.spans.tags) >= {"loaded", "praise", "plain"}
    assert report.spans.tags["plain"].alpha_u.why is Why.NOTHING_MARKED
    assert report.spans.tags["loaded"].alpha_u.n == 2


def test_a_pair_alone_is_what_both_would_be_without_the_third(three: Project) -> None:
    report = reported(three)
    pair = tuple(sorted(each.id for each in three.annotators() if each.name != "Ben"))
    alone = finish(agreement_report(three, Choice(annotators=pair), Resampling(draws=100)))
    together = pair_figure(report, (pair[0], pair[1]), Measure.ALPHA_U)
    assert together == tag_figure(alone, "", Measure.ALPHA_U)


def test_gamma_is_there_only_when_asked(three: Project) -> None:
    assert tag_figure(reported(three), "loaded", Measure.GAMMA) is None
    report = reported(three, gamma=True)
    figure = tag_figure(report, "loaded", Measure.GAMMA)
    assert figure is not None
    assert figure.value is not None
    assert report.gamma is not None
    assert len(report.gamma.overall.pairs) == 3


def test_disputes_are_split_into_boundary_tag_and_missed(three: Project) -> None:
    report = reported(three)
    kinds = [each.kind.value for each in report.split.disputes]
    assert sorted(set(kinds)) == ["boundary", "missed", "tag"]
    assert [place for place, _ in found(report, About(kind="tag"))] == ["vandalism"]
    [(words, said)] = found(report, About(kind="boundary"))
    assert words == "catastrophic act"
    assert said == {
        "Ines": "Loaded word “catastrophic”",
        "Ada": "Loaded word “catastrophic act”",
        "Ben": "Loaded word “catastrophic”",
    }


def test_every_figure_opens_the_places_it_rests_on(three: Project) -> None:
    report = reported(three)
    ids = {each.name: each.id for each in three.annotators()}
    assert [it for it, _ in found(report, About(tag="praise"))] == ["vandalism", "café"]
    pair = (min(ids["Ines"], ids["Ada"]), max(ids["Ines"], ids["Ada"]))
    of_pair = found(report, About(pair=pair))
    assert [it for it, _ in of_pair] == ["catastrophic act", "vandalism"]
    assert set(of_pair[0][1]) == {"Ines", "Ada"}
    [(_, answers)] = found(report, About(question="slant"))
    assert answers == {"Ines": "2", "Ada": "2", "Ben": "-1"}
    [(_, marked)] = found(report, About(form="corrosion"))
    assert marked == {
        "Ines": "Loaded word “corrosion”",
        "Ada": "Loaded word “corrosion”",
        "Ben": "",
    }
    first = three.article_ids()[0]
    assert found(report, About(articles=(first,), whole=True)) == [
        (
            "Ines: 2 labels · Ada: 2 labels · Ben: 1 label",
            {"Ines": "2 labels", "Ada": "2 labels", "Ben": "1 label"},
        )
    ]


def test_fields_are_measured_of_labels_that_meet_and_open_where_they_differ(
    project: Project,
) -> None:
    ines, ada, ben = team(project, "Ada", "Ben")
    first, second, _ = project.article_ids()
    works(ines, first, [("catastrophic", "loaded", {"intensity": 5, "quoted": False})])
    works(ada, first, [("catastrophic act", "loaded", {"intensity": 3, "quoted": True})])
    works(ben, first, [("vandalism", "loaded", {"intensity": 1})])
    works(ines, second, [("corrosion", "loaded", {"intensity": 2}), ("café", "praise")])
    works(ada, second, [("corrosion", "loaded", {"intensity": 2})])
    works(ben, second, [("café", "praise", {"target": "the café"})])
    report = reported(project)
    intensity = report.fields["intensity"]
    assert (intensity.level.value, intensity.whole.pairs) == ("ordinal", 2)
    assert (intensity.whole.raw.value, intensity.whole.raw.n) == (0.5, 2)
    assert list(intensity.tags) == ["loaded"]
    target = report.fields["target"].whole
    assert (target.pairs, target.one_sided, target.alpha.why) == (0, 1, Why.NEVER_MET)
    [(words, said)] = found(report, About(field="intensity"))
    assert words == "catastrophic act"
    assert said == {
        "Ines": "Loaded word “catastrophic” · Intensity: 5",
        "Ada": "Loaded word “catastrophic act” · Intensity: 3",
        "Ben": "",
    }
    assert found(report, About(field="intensity", tag="praise")) == []
    page = agreement_page(report, "1.0")
    assert "<h2>Fields of labels</h2>" in page
    assert '<th scope="row">Intensity</th><td>ordinal</td><td>2</td>' in page


def test_a_field_that_is_not_asked_any_more_is_not_compared(project: Project) -> None:
    ines, ada = team(project, "Ada")
    first = project.article_ids()[0]
    works(ines, first, [("vandalism", "loaded", {"quoted": True, "whose": "the mayor"})])
    works(ada, first, [("vandalism", "loaded", {"quoted": False, "whose": "nobody"})])
    report = reported(project)
    assert report.fields["quoted"].whole.pairs == 1
    assert (report.fields["whose"].whole.pairs, report.fields["whose"].whole.one_sided) == (0, 1)


def test_the_course_parts_articles_by_codebook_version(three: Project) -> None:
    assert [each.name for each in reported(three).course[Parting.VERSION]] == ["1"]
    before = three.codebook
    three.do("Codebook", Edit(before, replace(before, description="Now with examples.")))
    third = three.article_ids()[2]
    for desk in team(three):
        works(desk, third, [("banner", "loaded")])
    for each in three.annotators()[1:]:
        from annotator.desk import Desk

        works(Desk(three, each), third, [("banner", "loaded")])
    report = reported(three)
    points = report.course[Parting.VERSION]
    assert [(each.name, each.spans.articles) for each in points] == [("1", 2), ("2", 1)]
    assert points[1].spans.f1_exact_tagged.value == 1.0
    part = About(part=("version", "1"), kind="tag")
    assert [it for it, _ in found(report, part)] == ["vandalism"]


class Outline(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_has_what_an_appendix_needs(three: Project) -> None:
    page = Outline(agreement_page(reported(three, gamma=True), "0.1.0"))
    for said in (
        *("Agreement: Harbour", "3 annotators", "2 articles", "8 labels", "version 1"),
        *("Annotator 0.1.0", "100 bootstrap draws", "seed 1"),
        *("Loaded word", "Unitizing alpha (2016)", "F1, soft", "Gamma", "Ines, Ada"),
        *("ordinal", "Cohen’s kappa", "Same tag, other boundary", "Krippendorff et al. 2016"),
        *("no failure", "Agreement is not correctness"),
        "Nobody marked anything here, so there is nothing to agree on.",  # with one of the tags
    ):
        assert said in page.text, said
    assert re.search(r"−?\d\.\d\d to −?\d\.\d\d", page.text)


def test_the_page_runs_nothing_and_asks_the_network_for_nothing(three: Project) -> None:
    ada = next(each for each in three.annotators() if each.name == "Ada")
    change_annotator(three, ada, replace(ada, name='<script>alert("x")</script>'))
    page = agreement_page(reported(three), "0.1.0")
    outline = Outline(page)
    assert "script" not in outline.tags
    assert '<script>alert("x")</script>' in outline.text
    assert not any(
        name in ("src", "href") or name.startswith("on") for name, _ in outline.attributes
    )
    assert "default-src 'none'" in page


def test_without_shared_articles_every_figure_says_why(project: Project) -> None:
    report = reported(project)
    assert (report.shared, report.pairs) == (0, {})
    figure = tag_figure(report, "", Measure.ALPHA_U)
    assert figure is not None
    assert figure.why is Why.NOTHING_SHARED
    assert "<html" in agreement_page(report, "0.1.0")


def test_the_page_has_the_whole_family_of_measures(three: Project) -> None:
    page = agreement_page(reported(three, gamma=True), "1.0")
    for name in ("Unitizing alpha, marked or not", "Unitizing alpha, tags alone"):
        assert f'<th scope="row">{name}</th>' in page
        assert f"<dt>{name}</dt>" in page
    assert '<th scope="row">Gamma, tags alone</th>' in page
    assert "Gamma, tags alone" not in agreement_page(reported(three), "1.0")


def test_a_figure_just_below_zero_is_zero() -> None:
    assert [shown(each) for each in (-0.001, 0.0, -0.006, None)] == ["0.00", "0.00", "−0.01", "–"]


def test_a_tag_of_whole_articles_is_rated_and_is_no_span(three: Project) -> None:
    book = three.codebook
    tags = (*book.tags, Tag("one-sided", "One-sided", scope=Scope.ARTICLE))
    before = reported(three)
    three.do("Add a tag", Edit(book, replace(book, tags=tags)))
    ines, ada, ben = (Desk(three, each) for each in three.annotators())
    first, second, _ = three.article_ids()
    for desk, article in ((ines, first), (ada, first), (ben, second)):
        desk.tag(three.article(article), "one-sided", [[Span(0, 1)]])
    report = reported(three)
    asked = report.questions["tag:one-sided"]
    # In each article one of three pairs agrees; yes and no were said three times each.
    assert (asked.items, asked.level, asked.raw.value) == (2, Level.NOMINAL, pytest.approx(1 / 3))
    assert asked.alpha.value == pytest.approx(1 - (2 / 3) / (3 / 5))
    assert report.question_name("tag:one-sided") == "One-sided"
    assert report.labels == before.labels + 3
    assert (report.spans, report.pairs, report.split) == (before.spans, before.pairs, before.split)
    assert report.words == before.words
    said = [said for _, said in found(report, About(question="tag:one-sided"))]
    assert said[0] == {"Ines": "yes", "Ada": "yes", "Ben": "no"}
    assert [said for _, said in found(report, About(form="catastrophic"))] == [
        said for _, said in found(before, About(form="catastrophic"))
    ]
    assert "One-sided" in agreement_page(report, "1")
