"""The table of what can be done in the window, whatever the workspace."""

from annotator.gui.actions import Action
from annotator.gui.window import Window
from annotator.gui.workspaces import WORKSPACES


def _open(window: Window) -> bool:
    return window.session.is_open and not window.resting


def _leading(window: Window) -> bool:
    # A student's copy of a lesson is there to be annotated, and for nothing else.
    return _open(window) and not window.session.studying


def _no_lesson(window: Window) -> bool:
    return not window.session.studying


def _may_undo(window: Window) -> bool:
    return _open(window) and not window.session.project.read_only


def _may_decide(window: Window) -> bool:
    return _leading(window) and _may_undo(window)


def _synced(window: Window) -> bool:
    return _leading(window) and window.hub.connected


_PEERS = (
    ("doccano", "doccano"),
    ("label-studio", "Label Studio"),
    ("brat", "brat"),
    ("taguette", "Taguette"),
    ("qualcoder", "QualCoder"),
)
"""The other tools that people come from, by the format of their files."""

ACTIONS: tuple[Action[Window], ...] = (
    Action(
        "project-new",
        "New project…",
        "File",
        lambda w: w.files.new_project(),
        ("Ctrl+N",),
        "plus",
        _no_lesson,
    ),
    Action(
        "project-open",
        "Open a project…",
        "File",
        lambda w: w.files.open_project(),
        ("Ctrl+O",),
        "folder",
    ),
    Action(
        "project-hub",
        "Open a hub’s project…",
        "File",
        lambda w: w.hub_copies.ask(),
        (),
        "link",
        _no_lesson,
    ),
    Action("lesson-open", "Open a lesson…", "File", lambda w: w.files.open_lesson(), (), "teach"),
    Action(
        "project-sample",
        "Try the sample",
        "File",
        lambda w: w.files.try_sample(),
        (),
        "file",
        _no_lesson,
    ),
    Action(
        "lessons-ready",
        "Begin with a ready lesson…",
        "File",
        lambda w: w.files.choose_lesson(),
        (),
        "teach",
    ),
    Action(
        "articles-add",
        "Add articles…",
        "File",
        lambda w: w.files.add_articles(),
        ("Ctrl+I",),
        "import",
        _leading,
    ),
    Action(
        "files-import",
        "Import labels, tables or corpora…",
        "File",
        lambda w: w.files.import_files(),
        ("Ctrl+Shift+I",),
        "import",
        _leading,
    ),
    *(
        Action(
            f"import-{form}",
            f"Import from {name}…",
            "File",
            lambda w, form=form: w.files.import_files((), form),  # type: ignore[misc]
            (),
            "",
            _leading,
        )
        for form, name in _PEERS
    ),
    Action("project-export", "Export…", "File", Window.export, ("Ctrl+E",), "export", _leading),
    Action(
        "article-pdf",
        "Save this article as a PDF…",
        "File",
        lambda w: w.files.save_pdf(),
        (),
        "export",
        _leading,
    ),
    Action("project-copy", "Save a copy…", "File", Window.save_copy, (), "", _open),
    Action(
        "project-close", "Close the project", "File", Window.close_project, ("Ctrl+W",), "", _open
    ),
    Action(
        "hub-sync", "Sync with the hub now", "File", lambda w: w.hub.sync(), ("F9",), "", _synced
    ),
    Action("quit", "Quit", "File", Window.close, ("Ctrl+Q",)),
    Action("undo", "Undo", "Edit", Window.undo, ("Ctrl+Z",), "undo", _may_undo),
    Action("redo", "Redo", "Edit", Window.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", _may_undo),
    Action(
        "desk-change",
        "Change who is at the desk…",
        "Edit",
        Window.open_desk,
        ("Ctrl+Alt+A",),
        "user",
        _leading,
    ),
    Action(
        "source-hidden",
        "Hide or show sources in this project",
        "Edit",
        lambda w: w.deciding.turn_source(),
        (),
        "eye-off",
        _may_decide,
    ),
    Action(
        "outlet-masked",
        "Cover or show mentions of the source in texts",
        "Edit",
        lambda w: w.deciding.turn_mask(),
        (),
        "eye-off",
        _may_decide,
    ),
    Action(
        "second-rating",
        "Ask once more when a source was revealed, or not",
        "Edit",
        lambda w: w.deciding.turn_second_rating(),
        (),
        "eye",
        _may_decide,
    ),
    Action(
        "questionnaire",
        "Ask annotators about themselves, or not",
        "Edit",
        lambda w: w.deciding.turn_questionnaire(),
        (),
        "",
        _may_decide,
    ),
    Action(
        "questionnaire-save",
        "Save what annotators said about themselves, in bins…",
        "File",
        lambda w: w.files.save_questionnaires(),
        (),
        "export",
        _leading,
    ),
    Action(
        "settings", "Settings…", "Edit", lambda w: w.looks.open_settings(), ("Ctrl+,",), "settings"
    ),
    *(
        Action(
            f"go-{entry.name}",
            entry.title,
            "Go",
            lambda w, name=entry.name: w.session.go_to_workspace(name),  # type: ignore[misc]
            (f"Ctrl+{number}",),
            entry.icon,
            _leading,
        )
        for number, entry in enumerate(WORKSPACES, 1)
    ),
    Action(
        "text-larger", "Larger text", "View", lambda w: w.looks.scale_text(1), ("Ctrl++", "Ctrl+=")
    ),
    Action("text-smaller", "Smaller text", "View", lambda w: w.looks.scale_text(-1), ("Ctrl+-",)),
    Action("text-usual", "Usual text size", "View", lambda w: w.looks.scale_text(0), ("Ctrl+0",)),
    Action(
        "column-wider",
        "Wider column",
        "View",
        lambda w: w.looks.widen_column(5),
        ("Ctrl+Alt++", "Ctrl+Alt+="),
    ),
    Action(
        "column-narrower",
        "Narrower column",
        "View",
        lambda w: w.looks.widen_column(-5),
        ("Ctrl+Alt+-",),
    ),
    Action(
        "theme-toggle",
        "Light or dark",
        "View",
        lambda w: w.looks.toggle_theme(),
        ("Ctrl+Shift+L",),
        "moon",
    ),
    Action(
        "palette",
        "Search or run a command…",
        "Help",
        lambda w: w.offers.open_palette(),
        ("Ctrl+K",),
        "search",
    ),
    Action("guide", "Codebook guide", "Help", Window.open_guide, ("F1",), "help", _open),
    Action(
        "shortcuts",
        "Keyboard shortcuts",
        "Help",
        lambda w: w.offers.open_shortcuts(),
        ("?",),
        "keyboard",
    ),
    Action("menu", "Open the menu", "Help", Window.open_menu, ("F10",)),
)
