"""Label Studio: its web server, asked through its documented interface."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotator.codebooks import shipped_codebook
from bench.corpora import MAIL
from bench.peers.environment import ADDRESS, PeerFailed, environment, free_port, running, wait_for
from bench.peers.peer import TIMES, Material, Taken
from bench.peers.web import Web

_PACKAGES = ("label-studio",)


class LabelStudio:
    """Label Studio, a project with one set of labels, in SQLite."""

    name = "label-studio"
    form = "label-studio"

    def __init__(self, build: Path) -> None:
        self._build = build

    def measured(self, material: Material, folder: Path) -> Taken:
        """Import and export; a task with its annotation fetched; that sent back with one more."""
        programs = environment(self._build, self.name, _PACKAGES)
        with _served(programs, folder) as web:
            return _measured(web, material, folder)


@contextmanager
def _served(programs: Path, folder: Path) -> Iterator[Web]:
    home, log, port = folder / "label-studio", folder / "label-studio.log", free_port()
    home.mkdir()
    token = secrets.token_hex(20)
    variables = {
        "LABEL_STUDIO_BASE_DATA_DIR": str(home),
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "COLLECT_ANALYTICS": "false",
        "collect_analytics": "false",
        "LATEST_VERSION_CHECK": "false",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "SECRET_KEY": "for-measuring-only",
    }
    serve = [
        *(str(programs / "label-studio"), "start", "--no-browser", "--data-dir", str(home)),
        *("--internal-host", ADDRESS, "--port", str(port), "--log-level", "ERROR"),
        *("--username", MAIL, "--password", secrets.token_hex(8), "--user-token", token),
    ]
    with running(serve, variables, folder, log) as server:
        wait_for(port, server, log)
        web = Web(port, token)
        try:
            yield web
        finally:
            web.close()


def _config() -> str:
    tags = "".join(
        f'<Label value="{tag.key}"/>' for tag in shipped_codebook("loaded-language").tags
    )
    labels = f'<Labels name="label" toName="text">{tags}</Labels>'
    return f'<View>{labels}<Text name="text" value="$text"/></View>'


def _measured(web: Web, material: Material, folder: Path) -> Taken:
    taken = Taken()
    project = web.post("/api/projects/", {"title": "measured", "label_config": _config()})["id"]
    home = f"/api/projects/{project}"
    _import(web, home, material.long, 1)
    taken.time("import", lambda: _import(web, home, material.corpus, material.articles))
    target = folder / "label-studio.json"
    export = f"{home}/export?exportType=JSON"
    taken.time("export", lambda: target.write_bytes(web.ask("GET", export)))
    written = json.loads(target.read_bytes())
    if len(written) != material.articles + 1:
        raise PeerFailed(f"{len(written)} articles were written, not {material.articles + 1}")
    labels = sum(len(each["result"]) for task in written for each in task["annotations"])
    if labels != material.all_labels:
        raise PeerFailed(f"{labels} labels were written, not {material.all_labels}")
    number = max(written, key=lambda task: len(task["data"]["text"]))["id"]
    task = f"/api/tasks/{number}/"
    annotation = web.get(task)["annotations"][0]
    if len(annotation["result"]) != material.labels:
        raise PeerFailed(f"the long article has {len(annotation['result'])} labels")
    taken.time("open", lambda: web.ask("GET", task), TIMES, 1)
    place = f"/api/annotations/{annotation['id']}/"
    bodies = iter(_grown(annotation["result"], material.words))
    taken.time("label", lambda: web.ask("PATCH", place, next(bodies)), TIMES, 1)
    return taken


def _grown(result: list[Any], words: tuple[tuple[int, int], ...]) -> list[bytes]:
    """What its page sends after each label: the whole annotation, which has one more each time."""
    bodies = []
    for place, (start, end) in enumerate(words):
        value = {"start": start, "end": end, "labels": ["hedge-intensifier"]}
        more = {"from_name": "label", "to_name": "text", "type": "labels", "value": value}
        result = [*result, {"id": f"new{place}", **more}]
        bodies.append(json.dumps({"result": result}).encode())
    return bodies


def _import(web: Web, home: str, path: Path, count: int) -> None:
    said = json.loads(web.ask("POST", f"{home}/import", path.read_bytes()))
    if said.get("task_count") != count or said.get("annotation_count") != count:
        raise PeerFailed(f"its import said {str(said)[:300]}")
