"""How the Team page says times, kinds of annotators, and how it stands with a hub."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from annotator.core.model import AnnotatorKind
from annotator.gui.hub.link import HubState


def _tr(text: str) -> str:
    return QCoreApplication.translate("Team", text)


def duration(milliseconds: int) -> str:
    """A time as one says it: "2 min 5 s", "1 h 4 min"; a dash for none."""
    seconds = round(milliseconds / 1_000)
    if seconds <= 0:
        return "–"
    if seconds < 60:
        return _tr("{n} s").format(n=seconds)
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return _tr("{m} min {s} s").format(m=minutes, s=seconds)
    return _tr("{h} h {m} min").format(h=minutes // 60, m=minutes % 60)


def kind_name(kind: AnnotatorKind) -> str:
    """A kind of annotator as lists say it."""
    return _tr(
        {
            AnnotatorKind.PERSON: "Person",
            AnnotatorKind.KEY: "Key",
            AnnotatorKind.MODEL: "Model",
            AnnotatorKind.GOLD: "Gold",
        }[kind]
    )


def local_time(time: str) -> str:
    """A stored time, in local time."""
    moment = datetime.fromisoformat(time).astimezone()
    return f"{moment.day} {moment:%b %Y, %H:%M}"


def since(time: str) -> str:
    """How long ago a stored time was: "just now", "2 minutes ago", or its day and time."""
    passed = datetime.now(UTC) - datetime.fromisoformat(time)
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return _tr("just now")
    if minutes < 60:
        words = _tr("1 minute ago") if minutes == 1 else _tr("{n} minutes ago")
        return words.format(n=minutes)
    hours = minutes // 60
    if hours < 12:
        return (_tr("1 hour ago") if hours == 1 else _tr("{n} hours ago")).format(n=hours)
    return local_time(time)


def hub_name(address: str) -> str:
    """A hub's address as lists show it: the database and its host."""
    parts = urlsplit(address)
    return _tr("{database} at {host}").format(
        database=parts.path.strip("/") or "postgresql", host=parts.hostname or _tr("this computer")
    )


def hub_words(state: HubState) -> str:
    """When a project was synced with its hub, and what waits: "Synced just now · 3 steps wait"."""
    if state.busy:
        when = _tr("Syncing…")
    elif state.synced:
        when = _tr("Synced {when}").format(when=since(state.synced))
    else:
        when = _tr("Not synced yet")
    parts = [when]
    if state.waiting:
        words = _tr("1 step waiting") if state.waiting == 1 else _tr("{n} steps waiting")
        many = f"{state.waiting:,}" if state.waiting < 10_000 else _tr("more than 10,000")
        parts.append(words.format(n=many))
    return " · ".join(parts)
