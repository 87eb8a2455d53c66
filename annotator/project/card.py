"""A data set card: what somebody who gets an exported file has to know about it, in Markdown."""

from collections import Counter
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import State
from annotator.project.door import Project
from annotator.project.selecting import Selection, selected


def write_card(project: Project, choice: Selection, target: Path) -> Path:
    """Write the card beside an exported file or folder; gives its path.

    Raises AnnotatorError where it cannot be written.
    """
    path = target.with_name(f"{target.stem}.card.md")
    try:
        path.write_text(card(project, choice), "utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise AnnotatorError(f"The card {path.name} could not be written: {reason}.") from error
    return path


def card(project: Project, choice: Selection) -> str:
    """The card of what is chosen: counts, tags, annotators, codebook, and what to fill in."""
    articles = words = with_labels = 0
    tags: Counter[str] = Counter()
    people: Counter[str] = Counter()
    outlets: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    states: Counter[State] = Counter()
    dates: list[str] = []
    for item in selected(project, choice):
        known = item.article.metadata
        articles += 1
        words += len(item.article.text.split())
        with_labels += bool(item.labels)
        tags.update(label.tag for label in item.labels)
        people.update(item.name_of(label.annotator_id) for label in item.labels)
        outlets[known.outlet or "not known"] += 1
        languages[known.language or "not known"] += 1
        states[item.state] += 1
        dates += [known.date] if known.date else []
    book = project.codebook
    lines = [
        f"# {project.settings.name}",
        "",
        "News articles with labels of media bias, made with Annotator.",
        "",
        f"- Articles: {articles:,}, of which {with_labels:,} have labels; about {words:,} words",
        f"- Labels: {tags.total():,} by {len(people)} annotator{'' if len(people) == 1 else 's'}",
        f"- Dates: {min(dates)} to {max(dates)}" if dates else "- Dates: not known",
        f"- Languages: {_shares(languages)}",
        f"- Outlets: {_shares(outlets)}",
        f"- States: {', '.join(f'{state.value} {count:,}' for state, count in states.items())}",
        "- Licence: (say under which licence texts and labels may be used)",
        "",
        "## Codebook",
        "",
        f"{book.name} (id `{book.id}`, version {project.codebook_version})."
        + (f" Source: {' '.join(book.source.split()).rstrip('.')}." if book.source else ""),
        "",
        "| tag | name | labels | definition |",
        "|---|---|---|---|",
    ]
    for tag in book.tags:
        meaning = _cell(shortened(tag.definition, 160))
        lines.append(f"| `{_cell(tag.key)}` | {_cell(tag.name)} | {tags[tag.key]:,} | {meaning} |")
    lines += ["", "## Annotators", "", "| annotator | labels |", "|---|---|"]
    lines += [f"| {_cell(name)} | {count:,} |" for name, count in people.most_common()]
    lines += [
        "",
        "Agreement between annotators: not computed for this file.",
        "",
        "Offsets are half-open; in JSON Lines and CSV they count Unicode code points.",
        "",
    ]
    return "\n".join(lines)


def _shares(counts: Counter[str], most: int = 12) -> str:
    named = ", ".join(f"{_cell(name)} {count:,}" for name, count in counts.most_common(most))
    return named + (f" and {len(counts) - most} more" if len(counts) > most else "") or "none"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
