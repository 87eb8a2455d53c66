"""What a person prefers on this computer, whatever the project: kept in one readable TOML file."""

import os
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import msgspec
import platformdirs
import tomli_w

from annotator.core.errors import AnnotatorError

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5)
"""The sizes of text that keys lead through; 1.0 is 100 %."""
COLUMNS = (40, 120)
"""The narrowest and the widest column of an article, in characters."""
RECENT = 8
"""How many projects the welcome page remembers."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of the settings dialog, and the projects opened last."""

    theme: str = "system"
    high_contrast: bool = False
    colour_blind: bool = False
    text_size: float = 1.0
    article_points: float = 13.0
    column: int = 70
    snapping: bool = True
    animation: bool = True
    backlight: bool = False
    recent: tuple[str, ...] = field(default_factory=tuple)
    paused: tuple[str, ...] = field(default_factory=tuple)
    """The projects that are not synced with their hubs by themselves."""


def preferences_folder() -> Path:
    """The folder of this person's preferences; `ANNOTATOR_HOME` puts it elsewhere (a USB stick)."""
    own = os.environ.get("ANNOTATOR_HOME")
    return Path(own) if own else Path(platformdirs.user_config_dir("annotator", appauthor=False))


def load_preferences(folder: Path) -> Preferences:
    """The preferences kept in the folder; each that is missing or spoilt is the usual one."""
    try:
        stored = tomllib.loads((folder / "preferences.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    found: dict[str, Any] = {}
    for item in fields(Preferences):
        if item.name in stored:
            try:
                found[item.name] = msgspec.convert(stored[item.name], item.type)
            except msgspec.ValidationError:
                continue
    return Preferences(**found)


def save_preferences(preferences: Preferences, folder: Path) -> None:
    """Keep the preferences; raises AnnotatorError if the folder cannot be written to."""
    usual = asdict(Preferences())
    changed = {k: v for k, v in asdict(preferences).items() if v != usual[k]}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / "preferences.toml.new"
        fresh.write_text(tomli_w.dumps(changed), "utf-8")
        fresh.replace(folder / "preferences.toml")
    except OSError as error:
        raise AnnotatorError(
            f"The settings could not be kept in {folder}: {error.strerror or error}."
        ) from error


def with_recent(preferences: Preferences, path: Path) -> Preferences:
    """The preferences with this project first among the recent ones."""
    others = [name for name in preferences.recent if name != str(path)]
    return replace(preferences, recent=(str(path), *others)[:RECENT])


def with_paused(preferences: Preferences, path: Path, *, paused: bool) -> Preferences:
    """The preferences with this project among those that are not synced by themselves, or not."""
    others = tuple(name for name in preferences.paused if name != str(path))
    return replace(preferences, paused=(*others, str(path)) if paused else others)


def scaled(preferences: Preferences, by: int) -> Preferences:
    """The preferences with all text a size larger (1), smaller (-1), or as usual (0)."""
    now = min(range(len(SCALES)), key=lambda n: abs(SCALES[n] - preferences.text_size))
    at = now + by if by else SCALES.index(1.0)
    return replace(preferences, text_size=SCALES[max(0, min(at, len(SCALES) - 1))])


def widened(preferences: Preferences, by: int) -> Preferences:
    """The preferences with the article's column so many characters wider."""
    narrowest, widest = COLUMNS
    return replace(preferences, column=max(narrowest, min(widest, preferences.column + by)))
