"""What the columns of a table held the last time one of the same shape was imported."""

import contextlib
import json
from pathlib import Path

from annotator.gui.preferences import preferences_folder

_MOST = 200
"""How many shapes are remembered."""


def _file() -> Path:
    return preferences_folder() / "columns.json"


def remembered(shape: str) -> dict[str, str]:
    """The property of each column of this shape, as last chosen; empty if it is not known."""
    found = _all().get(shape)
    return found if isinstance(found, dict) else {}


def remember(shape: str, held: dict[str, str]) -> None:
    """Keep what the columns of this shape hold; not being able to is no reason to stop."""
    known = {key: value for key, value in _all().items() if key != shape}
    known[shape] = held
    kept = dict(list(known.items())[-_MOST:])
    file = _file()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
        fresh.replace(file)


def _all() -> dict[str, dict[str, str]]:
    try:
        found = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
