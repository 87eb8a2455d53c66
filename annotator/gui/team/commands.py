"""The table of what can be done in the Team workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.actions import Action

if TYPE_CHECKING:
    from annotator.gui.team.page import TeamPage as Page


def _leads(page: Page) -> bool:
    return page.leads


def _in_copy(page: Page) -> bool:
    return page.in_copy and not page.session.project.read_only


def _may_share(page: Page) -> bool:
    return page.leads and page.figures is not None and page.figures.articles > 0


def _may_move(page: Page) -> bool:
    return page.leads and page.figures is not None and bool(page.figures.batches)


def _may_train(page: Page) -> bool:
    return page.leads and page.figures is not None and page.figures.with_key > 0


def _disputed(page: Page) -> bool:
    return page.leads and page.figures is not None and page.figures.disputed > 0


def _to_review(page: Page) -> bool:
    return page.session.is_open and page.figures is not None and bool(page.figures.review)


def _may_connect(page: Page) -> bool:
    return page.session.is_open and not page.session.project.read_only and not page.hub.connected


def _connected(page: Page) -> bool:
    return page.hub.connected


ACTIONS: tuple[Action[Page], ...] = (
    Action(
        "team-add",
        "Add a person…",
        "Team",
        lambda p: p.add_person(),
        ("Ctrl+Shift+N",),
        "plus",
        _leads,
    ),
    Action(
        "team-assign",
        "Share articles out…",
        "Team",
        lambda p: p.assigning.share_out(),
        ("Ctrl+Shift+A",),
        when=_may_share,
    ),
    Action(
        "team-training",
        "Make a training…",
        "Team",
        lambda p: p.assigning.make_training(),
        ("Ctrl+Shift+T",),
        when=_may_train,
    ),
    Action(
        "team-move",
        "Move or withdraw articles…",
        "Team",
        lambda p: p.assigning.move_articles(p.figures),
        ("Ctrl+Shift+M",),
        when=_may_move,
    ),
    Action(
        "team-packs",
        "Work packs…",
        "Team",
        lambda p: p.offer_packs(),
        ("Ctrl+Shift+P",),
        "export",
        _leads,
    ),
    Action(
        "team-bring",
        "Bring in hand-ins…",
        "Team",
        lambda p: p.handing.ask_for_hand_ins(),
        ("Ctrl+Shift+B",),
        "import",
        _leads,
    ),
    Action(
        "team-bring-folder",
        "Bring in all hand-ins of a folder…",
        "Team",
        lambda p: p.handing.ask_for_a_folder(),
        ("Ctrl+Shift+G",),
        "",
        _leads,
    ),
    Action(
        "team-hand-in",
        "Hand in…",
        "Team",
        lambda p: p.handing.ask_to_hand_in(),
        ("Ctrl+Shift+E",),
        "export",
        lambda p: p.in_copy,
    ),
    Action(
        "team-take",
        "Take a new work pack…",
        "Team",
        lambda p: p.handing.ask_for_pack(),
        ("Ctrl+Shift+K",),
        "import",
        _in_copy,
    ),
    Action(
        "team-decide",
        "Decide between copies…",
        "Team",
        lambda p: p.decide(),
        ("Ctrl+Shift+D",),
        when=_disputed,
    ),
    Action(
        "team-review",
        "Look again at labels whose tag changed",
        "Team",
        lambda p: p.go_through(),
        ("F8",),
        when=_to_review,
    ),
    Action(
        "hub-connect",
        "Connect to a hub…",
        "Team",
        lambda p: p.hub.connect_hub(),
        ("Ctrl+Shift+H",),
        "link",
        _may_connect,
    ),
    Action(
        "hub-set-up",
        "Set a hub up…",
        "Team",
        lambda p: p.hub.set_up(),
        (),
        "",
        lambda p: p.leads and _may_connect(p),
    ),
    Action(
        "hub-password",
        "Give the hub’s password…",
        "Team",
        lambda p: p.hub.ask_password(),
        (),
        "",
        _connected,
    ),
    Action(
        "hub-upgrade",
        "Bring the hub up to date",
        "Team",
        lambda p: p.hub.upgrade(),
        (),
        "",
        lambda p: p.leads and p.hub.outdated,
    ),
    Action(
        "hub-invite",
        "Invite to the hub…",
        "Team",
        lambda p: p.hub.invite(),
        ("Ctrl+Shift+V",),
        "user",
        lambda p: p.leads and _connected(p),
    ),
    Action(
        "hub-disconnect",
        "Disconnect from the hub",
        "Team",
        lambda p: p.hub.disconnect_hub(),
        (),
        "",
        _connected,
    ),
)
