"""The main job on the sample without a screen: made, tagged, exported, and the window drawn."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)

from annotator.core.text import occurrences
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats import format_named
from annotator.project import Project
from annotator.sample import free_path, make_sample

_WORDS = (
    ("regime", "contentious-label"),
    ("catastrophic", "evaluative-word"),
    ("horrific", "evaluative-word"),
    ("bombshell", "dramatic-noun"),
    ("claimed", "reporting-verb"),
)


def tour(folder: Path) -> Iterator[str]:
    """Do the main job in `folder`; gives a line for each thing made. Qt must draw offscreen."""
    folder.mkdir(parents=True, exist_ok=True)
    path = free_path(folder, "Sample")
    project = make_sample(path)
    try:
        yield f"project   {path} ({len(project.article_ids())} articles)"
        yield f"labels    {_tag(project)} in “{project.article(project.article_ids()[0]).title}”"
        for form in ("jsonl", "csv"):
            target = path.with_suffix(f".{form}")
            count = finish(project.export(format_named(form), target))
            yield f"export    {target} ({count} labels, every quote stands at its offsets)"
    finally:
        project.close()
    picture = path.with_suffix(".png")
    _draw(path, picture)
    yield f"window    {picture}"


def _tag(project: Project) -> int:
    desk = Desk(project, project.annotators()[0])
    article = project.article(project.article_ids()[0])
    made = 0
    for words, tag in _WORDS:
        places = [(span,) for span in occurrences(article.text, words)]
        made += len(desk.tag(article, tag, places))
    return made


def _draw(path: Path, picture: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from annotator.gui.app import application, make_window

    # Drawing offscreen, Qt says of each window that it cannot hint its size to a screen.
    qInstallMessageHandler(_unheard)
    app = application()
    with TemporaryDirectory() as usual:
        window = make_window(app, Path(usual))
        window.resize(1440, 900)
        window.show()
        window.session.open(path)
        label = window.session.desk.labels(window.session.place.article_id)[0]
        window.session.go_to_label(label.id)
        for _ in range(10):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        window.annotate.catch_up()
        window.grab().save(str(picture))
        window.close()
    qInstallMessageHandler(None)


def _unheard(_kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    pass
