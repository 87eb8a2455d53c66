"""The verbs of a hub: sync, hub; and the copy that `new --hub` makes."""

import getpass
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.output import columns, counted, finished, report, say, say_json
from annotator.cli.parameters import AsJson, Insecure, ProjectFile
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.sync.hub.address import Address
    from annotator.sync.hub.syncing import SyncReport

HubUrl = Annotated[
    str,
    typer.Argument(
        metavar="URL", help="postgresql://role@host/database, no password.", show_default=False
    ),
]


def sync(
    project_file: ProjectFile,
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="postgresql://role@host/database, no password.",
            show_default="the one before",
        ),
    ] = "",
    *,
    insecure: Insecure = False,
    as_json: AsJson = False,
) -> None:
    """Bring this copy and a hub together: push what is new here, pull what others did.

    Where it stops, for whatever reason, the next sync goes on.
    """
    from annotator.project import Project
    from annotator.sync.hub.address import address_of
    from annotator.sync.hub.syncing import sync as work

    with closing(Project.open(project_file)) as project:
        known = project.store.hub()
        wanted = url or (known.address if known else "")
        password = None
        if wanted:
            password = _password_for(address_of(wanted, insecure=insecure))
        done = finished(work(project, wanted, password=password, insecure=insecure), "Syncing")
    _tell(done, as_json=as_json)


def _tell(done: "SyncReport", *, as_json: bool) -> None:
    if done.warning:
        report(done.warning)
    report(*done.refused)
    if as_json:
        told = asdict(done)
        del told["warning"]
        say_json(told)
        return
    say(
        f"{counted(done.pushed, 'step')} pushed, {counted(done.steps, 'step')} pulled, on "
        f"{counted(done.labels, 'label')}; {counted(done.articles, 'new article')}."
    )
    if done.disputed:
        report(
            f"Copies of the project disagree on {counted(len(done.disputed), 'record')}; the later "
            "version stands until somebody decides, on the Team page of the window."
        )


def hub(
    what: Annotated[str, typer.Argument(metavar="init|invite|status|upgrade", show_default=False)],
    url: HubUrl,
    project_file: Annotated[
        Path | None,
        typer.Argument(metavar="P.annot", help="For init: the project.", show_default=False),
    ] = None,
    *,
    annotator: Annotated[
        str, typer.Option("--annotator", metavar="NAME", help="For invite: whom.")
    ] = "",
    name: Annotated[
        str,
        typer.Option("--name", metavar="PROJECT", help="For invite: which of several projects."),
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help="For invite: a new password for who was invited before.")
    ] = False,
    insecure: Insecure = False,
    as_json: AsJson = False,
) -> None:
    """Make a hub for a team, invite annotators to it, see how far everyone is, or upgrade it.

    A hub is a database of PostgreSQL. Whoever makes it needs a role that owns the database and may
    make roles (CREATEROLE).
    """
    from annotator.sync.hub.address import address_of

    if what not in ("init", "invite", "status", "upgrade"):
        raise AnnotatorError(
            f"“{what}” is none of init, invite, status, upgrade; see `annotator hub -h`."
        )
    address = address_of(url, insecure=insecure)
    if address.warning:
        report(address.warning)
    if what == "init":
        _init(address, project_file, insecure=insecure, as_json=as_json)
    elif what == "invite":
        _invite(address, annotator, name, again=again, insecure=insecure, as_json=as_json)
    elif what == "upgrade":
        _upgrade(address, insecure=insecure)
    else:
        _status(address, insecure=insecure, as_json=as_json)


def _init(address: "Address", project_file: Path | None, *, insecure: bool, as_json: bool) -> None:
    from annotator.project import Project
    from annotator.sync.hub.leading import init

    if project_file is None:
        raise AnnotatorError("Which project? Write `annotator hub init URL P.annot`.")
    password = _password_for(address)
    with closing(Project.open(project_file)) as project:
        work = init(project, address.url, password=password, insecure=insecure)
        done = finished(work, "Making the hub")
    _tell(done, as_json=as_json)


def _invite(
    address: "Address",
    annotator: str,
    name: str,
    *,
    again: bool,
    insecure: bool,
    as_json: bool,
) -> None:
    from annotator.sync.hub.leading import invite

    if not annotator:
        raise AnnotatorError("Whom do you invite? Add --annotator NAME.")
    work = invite(
        address.url,
        annotator,
        project=name,
        again=again,
        password=_password_for(address),
        insecure=insecure,
    )
    invitation = finished(work, "Inviting")
    if as_json:
        say_json(asdict(invitation))
        return
    say(
        f"Send {annotator} this address:",
        f"  {invitation.url}",
        "and, by another way, this password, which is shown only now:",
        f"  {invitation.password}",
        "With both they make their copy of the project:",
        f"  annotator new mine.annot --hub {invitation.url}",
    )


def _upgrade(address: "Address", *, insecure: bool) -> None:
    from annotator.sync.hub.leading import upgrade

    work = upgrade(address.url, password=_password_for(address), insecure=insecure)
    finished(work, "Bringing the hub up to date")
    say(
        f"The hub in {address.shown} is up to date; all that was there still is. "
        "From now on everybody needs this version of Annotator, or a later one."
    )


def _status(address: "Address", *, insecure: bool, as_json: bool) -> None:
    from annotator.sync.hub.leading import status

    work = status(address.url, password=_password_for(address), insecure=insecure)
    found = finished(work, "Asking the hub")
    if as_json:
        say_json([asdict(each) for each in found])
        return
    rows = [
        (
            *(each.project, each.annotator, "yes" if each.invited else "no", f"{each.steps:,}"),
            *(f"{each.assigned:,}", f"{each.pending:,}", each.pushed or "never"),
        )
        for each in found
    ]
    head = ("project", "annotator", "invited", "steps", "assigned", "pending", "last push")
    say(*columns([head, *rows], right=(3, 4, 5)))


def copy_from_hub(path: Path, url: str, name: str, *, insecure: bool) -> "Project":
    """A new project at `path`, made of what a hub holds."""
    from annotator.sync.hub.address import address_of
    from annotator.sync.hub.syncing import copy_of

    address = address_of(url, insecure=insecure)
    if address.warning:
        report(address.warning)
    work = copy_of(path, url, name=name, password=_password_for(address), insecure=insecure)
    return finished(work, "Making the copy")


# ---------------------------------------------------------------------------- getting in


def _password_for(address: "Address") -> str | None:
    """The password if it has to be asked for; None where the keyring, libpq or the hub knows."""
    from annotator.sync.hub.address import keep_password
    from annotator.sync.hub.server import Hub, PasswordNeeded

    try:
        Hub.connect(address, unready=True).close()
    except PasswordNeeded:
        if not sys.stdin.isatty():
            raise
    else:
        return None
    password = getpass.getpass(f"Password for the hub ({address.url}): ")
    Hub.connect(address, password, unready=True).close()
    not_kept = keep_password(address, password)
    if not_kept:
        report(not_kept)
    return password
