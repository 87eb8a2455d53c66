"""The verbs about the whole corpus: search, concordance, stats."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.output import columns, finished, report, say, say_json
from annotator.cli.parameters import AsJson, ProjectFile, annotator_at_work, first_annotator
from annotator.core.errors import AnnotatorError
from annotator.core.shares import percent

if TYPE_CHECKING:
    from annotator.core.concordance import Hit
    from annotator.core.model import QueueEntry
    from annotator.project import Project
    from annotator.project.corpus import Concordance, Place, Twin

_CONTEXT = 46


def search(
    project_file: ProjectFile,
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="Words, begin*, OR, NOT, outlet:X, tag:KEY, date:2024-03..; phrases in quotes.",
            show_default=False,
        ),
    ],
    *,
    limit: Annotated[int, typer.Option("--limit", help="How many articles are shown.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Find articles by their titles, texts and metadata, and by their labels and notes."""
    from annotator.project import Project
    from annotator.project.corpus import hits_of
    from annotator.project.corpus import search as found_by

    with closing(Project.open(project_file, write=False)) as project:
        ids = found_by(project, query)
        shown = ids[: max(0, limit)]
        entries = project.queue_entries(shown, None)
        hits = {each: hits_of(project, query, each) for each in shown}
    if as_json:
        say_json([_entry_row(entry, hits[entry.id]) for entry in entries])
        return
    for entry in entries:
        say(f"{entry.title}", f"  {entry.id}  {entry.words:,} words, {entry.labels:,} labels")
        say(*map(_hit_line, hits[entry.id]))
    more = f", the first {len(shown):,} shown" if len(shown) < len(ids) else ""
    report(f"{len(ids):,} article{'' if len(ids) == 1 else 's'} found{more}.")


def _entry_row(entry: "QueueEntry", hits: Sequence["Hit"]) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "words": entry.words,
        "labels": entry.labels,
        "hits": [_hit_row(hit) for hit in hits],
    }


def _hit_row(hit: "Hit") -> dict[str, object]:
    return {
        "start": hit.span.start,
        "end": hit.span.end,
        "left": hit.left,
        "keyword": hit.keyword,
        "right": hit.right,
    }


def _hit_line(hit: "Hit") -> str:
    return f"  …{hit.left[-_CONTEXT:]}[{hit.keyword}]{hit.right[:_CONTEXT]}…"


def concordance(
    project_file: ProjectFile,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PHRASE", help="Words or phrases; begin* for all endings.", show_default=False
        ),
    ] = None,
    *,
    tag: Annotated[
        str,
        typer.Option("--tag", metavar="KEY", help="With --apply the tag to give."),
    ] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Tag every place, in one step.")] = False,
    sort: Annotated[
        str, typer.Option("--sort", metavar="left|right", help="By the words before or after.")
    ] = "",
    match_case: Annotated[
        bool, typer.Option("--match-case", help="Capital or not matters.")
    ] = False,
    annotator: Annotated[
        str, typer.Option("--annotator", metavar="NAME", help="Who tags; the first, if left out.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show a word, a phrase, or a tag's labels everywhere in context; tag them all at once."""
    from annotator.project import Project
    from annotator.project.corpus import concordance as looked_through

    if sort not in ("", "left", "right"):
        raise AnnotatorError(f"There is no order “{sort}”; write --sort left or --sort right.")
    if not words and not tag:
        raise AnnotatorError("Say what to look for: words, a phrase in quotes, or --tag KEY.")
    if apply and not (words and tag):
        raise AnnotatorError("To tag places say both, the words and --tag KEY.")
    with closing(Project.open(project_file, write=apply)) as project:
        work = looked_through(
            project,
            words or (),
            tag="" if words else tag,
            sort=sort,
            ignore_case=not match_case,
        )
        found = finished(work, "Looking")
        made = _apply(project, found, tag, annotator) if apply else None
    if as_json:
        say_json([_row(place) for place in found.places])
    else:
        _say_places(found)
    if made is not None:
        report(f"{made:,} place{'' if made == 1 else 's'} tagged as {tag}.")


def _apply(project: "Project", found: "Concordance", tag: str, annotator: str) -> int:
    from annotator import bulk
    from annotator.desk import Desk

    if found.cut:
        raise AnnotatorError(
            f"There are more than {len(found.places):,} places, so nothing was tagged; "
            "look for something rarer."
        )
    desk = Desk(project, annotator_at_work(project, annotator))
    places = [(place.hit.article_id, place.hit.span) for place in found.places]
    return finished(bulk.tag(desk, tag, places), "Tagging")


def _row(place: "Place") -> dict[str, object]:
    return {
        "article": place.hit.article_id,
        "title": place.title,
        **_hit_row(place.hit),
        "tags": sorted({label.tag for label in place.labels}),
    }


def _say_places(found: "Concordance") -> None:
    rows = [
        (
            place.hit.left[-_CONTEXT:],
            place.hit.keyword,
            place.hit.right[:_CONTEXT],
            ", ".join(sorted({label.tag for label in place.labels})),
            place.title,
        )
        for place in found.places
    ]
    say(*columns(rows, right=(0,)))
    more = " and more" if found.cut else ""
    report(f"{len(found.places):,} places in {found.articles:,} articles{more}.")


def duplicates(
    project_file: ProjectFile,
    *,
    at_least: Annotated[
        float, typer.Option("--at-least", metavar="SHARE", help="How much alike, above 0 to 1.")
    ] = 0.7,
    archive: Annotated[
        bool, typer.Option("--archive", help="Archive the later article of each pair.")
    ] = False,
    link: Annotated[
        bool, typer.Option("--link", help="Link the later article of each pair as a version.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Find articles that are the same or nearly; archive or link the later ones."""
    from annotator.project import Project
    from annotator.project.corpus import duplicates as pairs_of

    if not 0 < at_least <= 1:
        raise AnnotatorError(f"{at_least:g} is no share; write --at-least 0.7, up to 1.")
    if archive and link:
        raise AnnotatorError("Choose one of --archive and --link.")
    with closing(Project.open(project_file, write=archive or link)) as project:
        found = finished(pairs_of(project, at_least), "Looking")
        if archive or link:
            _settle(project, found, archive=archive)
        titles = {
            each: project.article(each).title for it in found for each in (it.first, it.second)
        }
    if as_json:
        say_json(list(map(_twin_row, found)))
    else:
        say(*columns([_twin_line(it, titles) for it in found], right=(0,)))
    pairs = f"{len(found):,} pair{'' if len(found) == 1 else 's'} found"
    done = ", the later ones archived" if archive else ", the later ones linked" if link else ""
    report(f"{pairs}{done}.")


def _settle(project: "Project", found: Sequence["Twin"], *, archive: bool) -> None:
    """Archive the later article of each pair, or else link it as a version of the earlier."""
    from annotator import bulk
    from annotator.desk import Desk

    away = _later(found) if archive else []
    versions = {} if archive else {pair.second: pair.first for pair in reversed(found)}
    desk = Desk(project, first_annotator(project))
    finished(bulk.settle_duplicates(desk, away, versions), "Settling them")


def _twin_row(twin: "Twin") -> dict[str, object]:
    return {
        "first": twin.first,
        "second": twin.second,
        "same": twin.same,
        "resemblance": round(twin.resemblance, 3),
    }


def _twin_line(twin: "Twin", titles: Mapping[str, str]) -> tuple[str, str, str]:
    alike = "same" if twin.same else percent(min(twin.resemblance, 0.99))
    return alike, titles[twin.first], titles[twin.second]


def _later(pairs: Sequence["Twin"]) -> list[str]:
    """The later articles of pairs; none of whose other article is among them already."""
    away: dict[str, None] = {}
    for pair in pairs:
        if pair.first not in away:
            away[pair.second] = None
    return list(away)


def stats(project_file: ProjectFile, *, as_json: AsJson = False) -> None:
    """Give a project in figures: articles, words, labels by tag and annotator, states."""
    from annotator.project import Project
    from annotator.project.corpus import stats as figures

    with closing(Project.open(project_file, write=False)) as project:
        found = figures(project)
    if as_json:
        say_json(
            {
                **found.totals,
                "outlets": dict(found.outlets),
                "languages": dict(found.languages),
                "by_event": dict(found.events),
                "tags": [
                    {"annotator": who, "tag": tag, "labels": count}
                    for who, tag, count in found.tags
                ],
                "states": found.states,
            }
        )
        return
    say(*columns([(name, f"{count:,}") for name, count in found.totals.items()], right=(1,)))
    _say_counts("labels", [(f"{who}: {tag}", count) for who, tag, count in found.tags])
    _say_counts("outlets", found.outlets[:20])
    _say_counts("events", found.events[:20])
    for who, states in found.states.items():
        _say_counts(f"states, {who}", list(states.items()))


def _say_counts(title: str, counts: Sequence[tuple[str, int]]) -> None:
    if counts:
        say("", f"{title}:")
        say(*columns([(f"  {name or '–'}", f"{count:,}") for name, count in counts], right=(1,)))
