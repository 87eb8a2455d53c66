"""One rule of release; tests/sync/test_hub_release.py asks a hub the same cases."""

from dataclasses import replace

import pytest

from annotator.core.model import Assignment, Settings, State
from annotator.core.release import still_before
from annotator.project import Project
from annotator.project.adjudicating import is_released
from annotator.project.sight import kept_back
from tests.release_cases import CASES, RULES, Case, decided, expected, people_added, told


@pytest.mark.parametrize("settings", RULES.values(), ids=RULES.keys())
@pytest.mark.parametrize("case", CASES, ids=[it.name for it in CASES])
def test_the_project_releases_by_the_rule(project: Project, case: Case, settings: Settings) -> None:
    people_added(project)
    decided(project, settings)
    first = project.article_ids()[0]
    told(project, case, first)
    assert is_released(project, first) is expected(case, settings)
    assert (first in kept_back(project)) is (case.at_a_desk and not expected(case, settings))


def test_what_is_before_somebody_is_their_queue_or_else_everything() -> None:
    articles = ["a", "b", "c"]
    assert still_before(articles, []) == {"a", "b", "c"}
    begun = Assignment("a", "dora", State.IN_PROGRESS)
    assert still_before(articles, [begun]) == {"a", "b", "c"}
    assert still_before(articles, [replace(begun, state=State.DONE)]) == {"b", "c"}
    assert still_before(articles, [replace(begun, state=State.SKIPPED)]) == {"b", "c"}
    queue = [replace(begun, article_id="b", place=1), replace(begun, article_id="c", place=2)]
    assert still_before(articles, [begun, *queue]) == {"b", "c"}
    ended = [queue[0], replace(queue[1], state=State.DONE)]
    assert still_before(articles, ended) == {"b"}
