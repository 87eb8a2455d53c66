"""A copy of a project brought together with its hub, pushed then pulled; a copy made of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.clock import now
from annotator.core.errors import Advised, AnnotatorError
from annotator.core.model import Codebook, Settings
from annotator.core.work import Progress, Work
from annotator.project import Project
from annotator.records import as_json
from annotator.store.hub import HubMark
from annotator.sync.hub.address import address_of
from annotator.sync.hub.pulling import Pull, decoded
from annotator.sync.hub.pushing import Push
from annotator.sync.hub.questionnaires import brought_together
from annotator.sync.hub.server import Hub


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: how many steps went there, and what came.

    `labels` counts those that were added, changed or removed here, `disputed` the records that
    copies disagree on now, `refused` are sentences about what was not taken.
    """

    pushed: int = 0
    steps: int = 0
    labels: int = 0
    articles: int = 0
    disputed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    warning: str = ""


def sync(
    project: Project, url: str = "", *, password: str | None = None, insecure: bool = False
) -> Work[SyncReport]:
    """Bring this copy together with the hub at `url`, or with the one it was synced with before.

    The project stays as it is where this stops, and the next sync goes on from there. Raises
    HubAway where the hub is away, slow or full, PasswordNeeded, and AnnotatorError where the two
    do not belong together.
    """
    known = project.store.hub()
    if not url and known is None:
        raise AnnotatorError(
            f"{project.path.name} was not synced with a hub yet; say which, like "
            "postgresql://role@host/database."
        )
    yield Progress(0, 0, "reaching the hub")
    address = address_of(url or (known.address if known else ""), insecure=insecure)
    with Hub.connect(address, password) as hub:
        report = yield from synced_with(project, hub)
    return report


def synced_with(project: Project, hub: Hub) -> Work[SyncReport]:
    """`sync` over a connection that is open."""
    # What was pulled can be pulled again, and what was pushed is not pushed twice.
    with project.store.unforced():
        report = yield from _synced(project, hub)
    return report


def _synced(project: Project, hub: Hub) -> Work[SyncReport]:
    me = hub.annotator_in(project.id)
    _see_where_it_stands(project, hub)
    push = Push(project, hub, me)
    yield from push.work()
    pull = Pull(project, hub, me)
    try:
        yield from pull.work()
    finally:
        project.read_again()
    refused = brought_together(project, hub, me)
    if me is None:
        tell_facts(project, hub)
    with project.store.merging() as into:
        mark = project.store.hub()
        if mark is not None:
            into.keep_hub(replace(mark, synced=now()))
    counted = pull.pulled.counted
    return SyncReport(
        pushed=push.steps,
        steps=counted.steps,
        labels=len(counted.labels),
        articles=counted.articles,
        disputed=tuple(sorted(counted.disputed)),
        refused=(*pull.pulled.refused, *refused),
        warning=hub.address.warning,
    )


def _see_where_it_stands(project: Project, hub: Hub) -> None:
    """Begin from the start with a hub that is another than before, or was put back in time."""
    row = hub.row("SELECT generation FROM annotator.projects WHERE id = %s", project.id)
    generation = str(row[0]) if row else ""
    mark = project.store.hub()
    if mark is not None and mark.generation == generation and not _went_back(project, hub):
        if mark.address != hub.address.url:
            with project.store.merging() as into:
                into.keep_hub(replace(mark, address=hub.address.url))
        return
    with project.store.merging() as into:
        into.forget_hub()
        into.keep_hub(HubMark(hub.address.url, generation))


def _went_back(project: Project, hub: Hub) -> bool:
    read = project.store.hub_positions("owner")
    rows = hub.rows(
        "SELECT owner, last FROM annotator.streams WHERE project = %s AND owner = ANY(%s)",
        *(project.id, list(read)),
    )
    return any(last < read[owner] for owner, last in rows)


def tell_facts(project: Project, hub: Hub) -> None:
    """Tell the hub what it decides by and shows: settings, and who the annotators are."""
    settings = project.settings
    with hub.together():
        hub.rows(
            "UPDATE annotator.projects SET name = %s, settings = %s, release = %s, "
            "deadline = %s::date WHERE id = %s AND (name, settings) IS DISTINCT FROM (%s, %s)",
            *(settings.name, as_json(settings), settings.release.value, settings.deadline or None),
            *(project.id, settings.name, as_json(settings)),
        )
        people = project.annotators()
        hub.rows(
            "INSERT INTO annotator.annotators AS a (project, id, name, kind) "
            "SELECT %s, n.id, n.name, n.kind FROM unnest(%s::text[], %s::text[], %s::text[]) "
            "AS n(id, name, kind) ON CONFLICT (project, id) DO UPDATE "
            "SET name = excluded.name, kind = excluded.kind "
            "WHERE (a.name, a.kind) IS DISTINCT FROM (excluded.name, excluded.kind)",
            project.id,
            [each.id for each in people],
            [each.name for each in people],
            [each.kind.value for each in people],
        )


# ---------------------------------------------------------------------------- a copy of one's own


def copy_of(
    path: Path,
    url: str,
    *,
    name: str = "",
    password: str | None = None,
    insecure: bool = False,
) -> Work[Project]:
    """A new project at `path` to work in, made of what the hub holds.

    `name` (or an id) tells which of several projects on the hub. Where it stops in the middle the
    file is there, and `sync` goes on. Raises AnnotatorError, and makes nothing, where there is
    nothing to copy.
    """
    yield Progress(0, 0, "reaching the hub")
    with Hub.connect(address_of(url, insecure=insecure), password) as hub:
        return (yield from copy_with(path, hub, name=name))


def copy_with(path: Path, hub: Hub, *, name: str = "") -> Work[Project]:
    """`copy_of` over a connection that is open."""
    project_id, settings, first = _offered(hub, name)
    me = hub.annotator_in(project_id)
    project = Project.create_copy(path, project_id, settings, first)
    with _kept_if_it_stops(project):
        if me is not None:
            project.store.make_work_copy(me)
        yield from synced_with(project, hub)
        if me is not None and me not in {each.id for each in project.annotators()}:
            raise AnnotatorError("The hub does not say who you are; ask whoever leads it.")
    return project


def _offered(hub: Hub, name: str) -> tuple[str, Settings, Codebook]:
    project_id = hub.project_called(name)
    [(settings,)] = hub.rows("SELECT settings FROM annotator.projects WHERE id = %s", project_id)
    row = hub.row(
        "SELECT content FROM annotator.codebooks WHERE project = %s AND version = 1", project_id
    )
    if row is None:
        raise AnnotatorError(
            "The project is not on the hub whole yet; ask whoever leads it to sync, then try again."
        )
    return project_id, decoded(settings, Settings), decoded(row[0], Codebook)


@contextmanager
def _kept_if_it_stops(project: Project) -> Iterator[None]:
    try:
        yield
    except AnnotatorError as error:
        project.close()
        name = project.path.name
        raise Advised(
            f"{error} {name} is begun.",
            typed=f"Go on with `annotator sync {name}`.",
            in_window="Open it, and it goes on by itself.",
        ) from error
    except BaseException:
        project.close()
        raise
