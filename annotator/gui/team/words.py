"""How the Team page says times, kinds of annotators, how it stands with a hub, what is at odds."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from annotator.core.labels import shortened
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Codebook,
    Decision,
    Label,
    Record,
)
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


def version_words(record: Record | None, codebook: Codebook) -> tuple[str, list[str]]:
    """A version of a record: what it is in a line, and its details, a line each."""
    match record:
        case None:
            return _tr("Removed"), []
        case Label():
            tag = codebook.tag(record.tag)
            details = [tag.name if tag is not None else record.tag]
            for key, value in record.fields.items():
                field = codebook.field(key)
                details.append(f"{field.name if field is not None else key}: {_said(value)}")
            if record.note:
                details.append(_tr("Note: {note}").format(note=shortened(record.note, 120)))
            return f"“{shortened(record.quote, 120)}”", details
        case Answer():
            question = codebook.question(record.question)
            name = question.name if question is not None else record.question
            return f"{name}: {_said(record.value)}", []
        case Decision():
            details = [record.reason] if record.reason else []
            return _tr("Decided: {verdict}").format(verdict=record.verdict.value), details
        case Codebook():
            tags = ", ".join(tag.name for tag in record.offered)
            return record.name, [shortened(tags, 240)]
        case Annotator():
            return record.name, [kind_name(record.kind)]
        case _:
            return type(record).__name__, []


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    return shortened(str(value), 80)


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
