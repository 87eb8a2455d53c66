"""One rule of release; tests/sync/test_hub_release.py asks a hub the same cases."""

import pytest

from annotator.core.model import Settings
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
