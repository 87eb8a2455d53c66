"""doccano: its web server and task queue, asked as its own pages ask them."""

import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.peers.environment import (
    ADDRESS,
    PeerFailed,
    environment,
    free_port,
    run,
    running,
    wait_for,
)
from bench.peers.peer import TIMES, Material, Taken
from bench.peers.web import Web

_PACKAGES = ("doccano", "marshmallow<3.20", "numpy<2", "pandas<2.1")
_NAME, _SECRET = "ada", "port-ellery-2031"
_EVERY = 0.02
_PATIENCE = 3600


class Doccano:
    """doccano, a sequence labelling project in SQLite."""

    name = "doccano"
    form = "doccano"

    def __init__(self, build: Path) -> None:
        self._build = build

    def measured(self, material: Material, folder: Path) -> Taken:
        """Import and export through the task queue; a text and its spans fetched; one span sent."""
        programs = environment(self._build, self.name, _PACKAGES)
        with _served(programs, folder) as web:
            return _measured(web, material, folder)


@contextmanager
def _served(programs: Path, folder: Path) -> Iterator[Web]:
    """The server and its queue, with a user who has signed in."""
    home, log, port = folder / "doccano", folder / "doccano.log", free_port()
    home.mkdir()
    inside = programs.parent
    backend = next(inside.glob("[Ll]ib/**/site-packages/backend"), None)
    if backend is None:
        raise PeerFailed(f"there is no backend in {inside}")
    variables = {
        "DOCCANO_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home / 'db.sqlite3'}",
        "MEDIA_ROOT": str(home / "media"),
        "DEBUG": "False",
        "STANDALONE": "True",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "for-measuring-only",
    }
    doccano = str(programs / "doccano")
    run([doccano, "init"], variables)
    run([doccano, "createuser", "--username", _NAME, "--password", _SECRET], variables)
    # Its own `webserver` listens on all addresses; this is the same server on this machine alone.
    serve = [
        *(str(programs / "python"), "-m", "gunicorn", "--bind", f"{ADDRESS}:{port}"),
        *("--workers", "3", "--timeout", str(_PATIENCE), "--chdir", str(backend)),
        "config.wsgi",
    ]
    with (
        running([doccano, "task"], variables, folder, log),
        running(serve, variables, folder, log) as server,
    ):
        wait_for(port, server, log)
        web = Web(port)
        web.token = web.post("/v1/auth/login/", {"username": _NAME, "password": _SECRET})["key"]
        try:
            yield web
        finally:
            web.close()


def _measured(web: Web, material: Material, folder: Path) -> Taken:
    taken = Taken()
    project = web.post(
        "/v1/projects",
        {
            "name": "measured",
            "description": "measured",
            "project_type": "SequenceLabeling",
            "resourcetype": "SequenceLabelingProject",
            "allow_overlapping": True,
            "collaborative_annotation": True,
        },
    )
    home = f"/v1/projects/{project['id']}"
    _import(web, home, material.long)
    taken.time("import", lambda: _import(web, home, material.corpus))
    taken.time("export", lambda: _export(web, home, folder / "doccano.zip"))
    written = _labels_in(folder / "doccano.zip")
    if written != material.all_labels:
        raise PeerFailed(f"{written} labels were written, not {material.all_labels}")
    found = web.get(f"{home}/examples?limit=1")
    if found["count"] != material.articles + 1:
        raise PeerFailed(f"{found['count']} articles are there, not {material.articles + 1}")
    article = f"{home}/examples/{found['results'][0]['id']}"
    tag = web.get(f"{home}/span-types")[0]["id"]
    spans = web.get(f"{article}/spans")
    if len(spans) != material.labels:
        raise PeerFailed(f"the long article has {len(spans)} labels, not {material.labels}")

    def opened() -> None:
        web.ask("GET", article)
        web.ask("GET", f"{article}/spans")

    words = iter(material.words)

    def labelled() -> None:
        start, end = next(words)
        web.post(f"{article}/spans", {"label": tag, "start_offset": start, "end_offset": end})

    taken.time("open", opened, TIMES, 1)
    taken.time("label", labelled, TIMES, 1)
    return taken


def _import(web: Web, home: str, path: Path) -> None:
    number = web.upload("/v1/fp/process/", "filepond", path.name, path.read_bytes()).decode()
    wish = {
        "format": "JSONL",
        "task": "SequenceLabeling",
        "uploadIds": [number],
        "column_data": "text",
        "column_label": "label",
        "encoding": "utf_8",
    }
    said = _finished(web, web.post(f"{home}/upload", wish)["task_id"])
    if said["result"]["error"]:
        raise PeerFailed(f"its import said {said['result']['error'][:2]}")


def _export(web: Web, home: str, target: Path) -> None:
    number = web.post(f"{home}/download", {"format": "JSONL", "exportApproved": False})["task_id"]
    _finished(web, number)
    target.write_bytes(web.ask("GET", f"{home}/download?taskId={number}"))


def _labels_in(path: Path) -> int:
    """How many labels an export has: all there are, if none was left out on either way."""
    with zipfile.ZipFile(path) as archive:
        return sum(
            len(json.loads(line)["label"])
            for name in archive.namelist()
            for line in archive.read(name).splitlines()
        )


def _finished(web: Web, number: str) -> dict[str, dict[str, list[object]]]:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        said: dict[str, dict[str, list[object]]] = web.get(f"/v1/tasks/status/{number}")
        if said.get("ready"):
            if said.get("error"):
                raise PeerFailed(f"its task ended with {said['error']}")
            return said
        time.sleep(_EVERY)
    raise PeerFailed(f"its task was not done after {_PATIENCE} s")
