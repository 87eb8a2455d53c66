"""A hub releases articles by the rule of the project: the same cases are asked of both."""

from annotator.core.model import Settings
from annotator.core.work import finish
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.adjudicating import is_released
from annotator.project.importing import add_drafts
from tests.postgres import Database
from tests.release_cases import CASES, RULES, decided, expected, people_added, told
from tests.sync.hubs import invited, lead_synced, made


def asked(database: Database, project: Project, ids: list[str]) -> dict[str, bool]:
    """What the hub says of each case."""
    sql = "SELECT id, annotator.is_released(project, id) FROM annotator.articles"
    found = dict(database.asked(sql))
    return {case.name: found[it] for case, it in zip(CASES, ids, strict=True)}


def with_cases(project: Project, *, at_once: bool, database: Database) -> list[str]:
    """The ids of an article for each case; told to the hub at once, or one step after the other."""
    people_added(project)
    drafts = [Draft(f"{case.name.capitalize()}.", title=case.name) for case in CASES]
    ids = list(finish(add_drafts(project, drafts)).ids)
    if not at_once:
        made(database, project)
    for case, article_id in zip(CASES, ids, strict=True):
        told(project, case, article_id)
    if at_once:
        made(database, project)
    else:
        lead_synced(project, database)
    return ids


def test_the_hub_releases_by_the_rule_of_the_project(project: Project, database: Database) -> None:
    ids = with_cases(project, at_once=True, database=database)
    for name in ("Ada", "Ben", "Cleo"):
        invited(database, name)  # whoever has nothing to do keeps nobody waiting
    for name, settings in RULES.items():
        decided(project, settings)
        lead_synced(project, database)
        wanted = {case.name: expected(case, settings) for case in CASES}
        assert asked(database, project, ids) == wanted, name
        mine = {it.name: is_released(project, id_) for it, id_ in zip(CASES, ids, strict=True)}
        assert mine == wanted, name


def test_what_comes_step_by_step_is_released_alike(project: Project, database: Database) -> None:
    ids = with_cases(project, at_once=False, database=database)
    both: Settings = RULES["both"]
    assert asked(database, project, ids) == {it.name: expected(it, both) for it in CASES}
    while project.undo() is not None:  # nobody was given anything, and nobody began
        pass
    lead_synced(project, database)
    assert not any(asked(database, project, ids).values())
