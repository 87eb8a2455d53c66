"""The table of verbs on the command line, and the running of one."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from annotator import __version__
from annotator.cli import (
    agreement,
    articles,
    books,
    corpus,
    exporting,
    handing,
    handout,
    hub,
    importing,
    labels,
    lesson,
    team,
    whole,
)
from annotator.core.errors import AnnotatorError

_FIRST_ROUND = """\b
A first round:
  annotator new news.annot
  annotator import news.annot articles/
  annotator list news.annot
  annotator tag news.annot 0192f3a4 --tag contentious-label --find Regime --all
  annotator export news.annot --format csv --out labels.csv
"""

_LESSON = (
    (
        "make",
        lesson.make,
        "lesson make loaded.annot --out loaded.lesson --feedback end",
        "lesson make loaded.annot --out teacher.lesson --with-key",
    ),
    ("open", lesson.open_lesson, "lesson open loaded.lesson --name 'Ada Lind' --out ada.annot"),
    (
        "collect",
        lesson.collect,
        "lesson collect loaded.annot handed-in/ moodle.zip --class-list 7b.csv",
    ),
    ("grade", lesson.grade, "lesson grade loaded.annot --format moodle --out grades.csv"),
    (
        "score",
        lesson.score,
        "lesson score teacher.lesson handed-in/",
        "lesson score loaded.lesson Ada.handin --code harbour-lantern-violet-42",
    ),
    (
        "handout",
        handout.handout,
        "lesson handout loaded.annot --out loaded.pdf",
        "lesson handout loaded.annot --out key.docx --key --codebook",
    ),
    ("sheets", handout.sheets, "lesson sheets loaded.annot --out feedback --format pdf"),
)
_INNER_HELP = {"lesson": "Teach with a project: see `annotator lesson VERB --help`."}

_VERBS = (
    (
        "new",
        whole.new,
        "new news.annot --codebook recasens --name 'Spring news'",
        "new mine.annot --pack Ada.workpack",
        "new mine.annot --hub postgresql://ada_4f2a9c@hub.example.org/news",
    ),
    (
        "import",
        importing.import_articles,
        "import news.annot articles/ flood.html --meta outlet='The Courier'",
        "import news.annot tagged.jsonl --format doccano --annotator 'Ada Lind'",
    ),
    ("list", articles.list_articles, "list news.annot"),
    ("show", articles.show, "show news.annot 0192f3a4"),
    (
        "tag",
        labels.tag,
        "tag news.annot 0192f3a4 --tag contentious-label --find Regime --all",
        "tag news.annot 0192f3a4 --tag dramatic-noun --span 12:23 --field intensity=4",
    ),
    ("untag", labels.untag, "untag news.annot 0192f3a4-5b6c-7d8e"),
    (
        "state",
        articles.state,
        "state news.annot 0192f3a4 done --annotator 'Ada Lind' --answer slant=4",
        "state news.annot 'The last ferry' skipped --reason 'no news'",
    ),
    ("undo", labels.undo, "undo news.annot"),
    ("redo", labels.redo, "redo news.annot"),
    ("history", labels.history, "history news.annot"),
    (
        "export",
        exporting.export,
        "export news.annot --format jsonl --out news.jsonl",
        "export news.annot --format csv --out mine.csv --annotator 'Ada Lind'",
    ),
    ("convert", exporting.convert, "convert tagged.jsonl corpus --from doccano --to brat"),
    ("formats", exporting.list_formats, "formats"),
    (
        "search",
        corpus.search,
        "search news.annot 'regime OR \"hard line\" outlet:Courier'",
    ),
    (
        "concordance",
        corpus.concordance,
        "concordance news.annot regime --sort left",
        "concordance news.annot 'so-called' --tag contentious-label --apply",
    ),
    ("duplicates", corpus.duplicates, "duplicates news.annot --at-least 0.8 --link"),
    ("stats", corpus.stats, "stats news.annot"),
    ("codebook", books.codebook, "codebook news.annot --out my-codebook.toml"),
    ("codebooks", books.codebooks, "codebooks"),
    (
        "merge-tags",
        books.merge_tags,
        "merge-tags news.annot dramatic-noun contentious-label --with-fields",
    ),
    (
        "split-tag",
        books.split_tag,
        "split-tag news.annot contentious-label --into Insult --into Slur",
    ),
    ("annotator", team.annotator, "annotator news.annot add 'Ada Lind'"),
    ("assign", team.assign, "assign news.annot --annotators Ada,Ben,Cleo --per-article 2 --seed 7"),
    ("move", team.move, "move news.annot 0192f3a4 'The last ferry' --from Ada --to Ben"),
    ("pack", handing.pack, "pack news.annot --annotator Ada --out Ada.workpack"),
    ("handin", handing.handin, "handin mine.annot --out Ada.handin"),
    ("merge", handing.merge, "merge news.annot Ada.handin Ben.handin"),
    ("training", team.training, "training news.annot"),
    ("questionnaire", team.questionnaire, "questionnaire news.annot --out bins.csv"),
    (
        "review",
        team.review,
        "review news.annot --annotator Ada",
        "review news.annot --annotator Ada --all-to contentious-label",
    ),
    (
        "agreement",
        agreement.agreement,
        "agreement news.annot --by tag",
        "agreement news.annot --gamma --report agreement.html",
    ),
    (
        "aggregate",
        agreement.aggregate,
        "aggregate news.annot --method votes --votes 2 --dry-run",
    ),
    ("quality", agreement.quality, "quality news.annot"),
    ("sync", hub.sync, "sync news.annot postgresql://lead@hub.example.org/news"),
    (
        "hub",
        hub.hub,
        "hub init postgresql://lead@hub.example.org/news news.annot",
        "hub invite postgresql://lead@hub.example.org/news --annotator 'Ada Lind'",
        "hub status postgresql://lead@hub.example.org/news",
    ),
    ("lesson", _LESSON, "lesson make loaded.annot --out loaded.lesson"),
    ("check", whole.check, "check news.annot"),
)


def run(arguments: list[str]) -> int:
    """Run the verb that the arguments name and give its exit status.

    Raises AnnotatorError for what a person got wrong, with the help that says how it goes.
    """
    command = typer.main.get_command(_app())
    try:
        with command.make_context("annotator", arguments) as context:
            command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        help_line = " ".join(["annotator", *_named(arguments), "--help"])
        message = error.format_message().strip().rstrip(".")
        raise AnnotatorError(f"{message}; see `{help_line}`.") from error
    return 0


def _named(arguments: list[str]) -> list[str]:
    """The verb that is named in the arguments, with the verb inside it if there is one."""
    tables = {verb: what for verb, what, *_ in _VERBS}
    found = next((each for each in arguments if each in tables), "")
    inner = tables.get(found)
    within = {verb for verb, *_ in inner} if isinstance(inner, tuple) else set()
    return [*([found] if found else []), *[it for it in arguments if it in within][:1]]


def _app() -> typer.Typer:
    # Plain help: nothing more to load, and the same on a terminal and in a file.
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    settings = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
    app.callback(context_settings=settings, epilog=_FIRST_ROUND)(_annotator)
    _add(app, _VERBS)
    return app


def _add(app: typer.Typer, verbs: Iterable[tuple[Any, ...]]) -> None:
    """Add the verbs, each with its examples; one may hold verbs in its turn."""
    for verb, what, *examples in verbs:
        lines = "\n".join(f"  annotator {example}" for example in examples)
        epilog = f"\b\nExample:\n{lines}"
        if isinstance(what, tuple):
            inner = typer.Typer(rich_markup_mode=None)
            _add(inner, what)
            app.add_typer(inner, name=verb, epilog=epilog, help=_INNER_HELP[verb])
        else:
            app.command(verb, epilog=epilog)(what)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"annotator {__version__}")
        raise typer.Exit


def _annotator(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Mark media bias in news articles.

    Without a verb the window opens: `annotator P.annot` shows that project, `annotator --sample`
    a small one to try. The verbs do the same work without a screen. They give plain text, or with
    --json one JSON value, on stdout; all else goes to stderr. Exit status: 0 done, 1 `check` found
    faults, 2 it could not be done, and stderr says what to do.
    """
