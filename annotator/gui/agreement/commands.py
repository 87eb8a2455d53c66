"""The table of what can be done in the Agreement workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.actions import Action

if TYPE_CHECKING:
    from annotator.gui.agreement.page import AgreementPage as Page


def _measured(page: Page) -> bool:
    return page.session.is_open and page.report is not None and bool(page.report.shared)


def _in_figures(page: Page) -> bool:
    return _measured(page) and not page.in_places


def _at_a_place(page: Page) -> bool:
    return page.session.is_open and page.in_places and page.places.current is not None


ACTIONS: tuple[Action[Page], ...] = (
    Action(
        "agreement-measure",
        "Measure agreement again",
        "Agreement",
        lambda p: p.measure(),
        ("F5",),
        when=lambda p: p.session.is_open,
    ),
    Action(
        "agreement-gamma",
        "Measure gamma too",
        "Agreement",
        lambda p: p.measurer.measure_gamma(),
        when=_in_figures,
    ),
    Action(
        "agreement-report",
        "Write the agreement report…",
        "Agreement",
        lambda p: p.write_report(),
        ("Ctrl+R",),
        "export",
        when=_measured,
    ),
    Action(
        "agreement-copy",
        "Copy these figures as a table",
        "Agreement",
        lambda p: p.copy(),
        ("Ctrl+C",),
        when=_in_figures,
    ),
    Action(
        "agreement-open",
        "Open this place in Annotate",
        "Agreement",
        lambda p: p.open_in_annotate(),
        ("Return", "Enter"),
        when=_at_a_place,
        part="spots",
    ),
    Action(
        "agreement-adjudicate",
        "Adjudicate this place",
        "Agreement",
        lambda p: p.adjudicate(),
        ("Ctrl+Return", "Ctrl+Enter"),
        "adjudicate",
        when=_at_a_place,
    ),
    Action(
        "agreement-back",
        "Back to the figures",
        "Agreement",
        lambda p: p.back(),
        ("Esc",),
        when=lambda p: p.in_places,
    ),
)
