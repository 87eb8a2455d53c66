"""Actions: what a person can do, as frozen values.

Menus, buttons, the command palette, the shortcut sheet and the README's key table are made from
them. An Action is declared beside the widget that carries it out, and bound to it by `bind`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

T = TypeVar("T", bound=QWidget)


def _always(_target: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action(Generic[T]):
    """One thing to do: `run` is called with the widget it is bound to, where `when` allows it.

    `keys` are portable (`Ctrl+Z`); the first is the one shown. `menu` is the group it stands under.
    `text` is a verb phrase in the language of the source; `shown` gives it translated. `part` is
    the attribute with the one widget that has the keys, such as an article in its page: elsewhere
    in the page Enter, Tab, Space and arrows keep their own meaning.
    """

    id: str
    text: str
    menu: str
    run: Callable[[T], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[T], bool] = _always
    part: str = ""

    @property
    def shown(self) -> str:
        """The text in the user's language."""
        return QCoreApplication.translate("Action", self.text)

    @property
    def key(self) -> str:
        """The first key as this system writes it ("Ctrl+Z", or "⌘Z")."""
        if not self.keys:
            return ""
        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


class BoundAction(QObject):
    """An Action on its widget: owns the QAction, which carries the keys."""

    def __init__(self, action: Action[Any], target: QWidget, context: Qt.ShortcutContext) -> None:
        super().__init__(target)
        self.action = action
        self.target = target
        self.qt = QAction(action.shown, target)
        self.qt.setObjectName(action.id)
        self.signs = frozenset(key for key in action.keys if is_sign(key))
        self.qt.setShortcuts([QKeySequence(key) for key in action.keys if key not in self.signs])
        if self.signs:
            # Menus show what stands behind a tab as the key.
            self.qt.setText(f"{action.shown}\t{next(iter(self.signs))}")
        self.qt.setShortcutContext(Qt.ShortcutContext.WidgetShortcut if action.part else context)
        self.qt.setAutoRepeat(True)
        self.qt.triggered.connect(self.run)
        keyed = getattr(target, action.part) if action.part else target
        keyed.addAction(self.qt)

    @property
    def possible(self) -> bool:
        """Whether it can be done now."""
        return self.action.when(self.target)

    def run(self) -> None:
        """Do it, if it can be done now."""
        if self.possible:
            self.action.run(self.target)


def is_sign(key: str) -> bool:
    """Whether the key is a sign such as `/` or `?`, which must be known by what it types.

    Where a sign lies differs between keyboards: the same press is `/`, `Shift+7` and `?` to Qt, and
    two shortcuts that fit one press cancel each other out.
    """
    return len(key) == 1 and not key.isalnum()


def bind(
    actions: Iterable[Action[T]],
    target: T,
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> dict[str, BoundAction]:
    """Bind each action to the widget, by its id; its keys work where `context` says."""
    return {action.id: BoundAction(action, target, context) for action in actions}


def single_keys(actions: Iterable[Action[Any]]) -> frozenset[str]:
    """The plain letters, digits and signs that these actions use, in lower case."""
    return frozenset(key.casefold() for action in actions for key in action.keys if len(key) == 1)
