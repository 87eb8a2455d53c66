"""The Agreement workspace: measures on another thread, shows the figures and the places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.edits import Step
from annotator.core.model import Metadata, Shelf
from annotator.gui.actions import Action
from annotator.gui.agreement.figures import about_line
from annotator.gui.agreement.measurer import Measurer
from annotator.gui.agreement.overview import Overview
from annotator.gui.agreement.places_view import PlacesView
from annotator.gui.agreement.scope import ScopeBar
from annotator.gui.agreement.sharing import ask_for_report
from annotator.gui.article.layer import tag_looks
from annotator.gui.session import Place
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, label
from annotator.gui.widgets.panels import Bar, BarKind, Empty
from annotator.gui.workspace import Services, Workspace

if TYPE_CHECKING:
    from annotator.project.agreement_report import AgreementReport
    from annotator.project.disputed_places import About, DisputedPlace


class AgreementPage(Workspace):
    """Joins what is compared, the figures and the places; what it can do is in `commands`."""

    name: ClassVar[str] = "agreement"

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["AgreementPage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        self.measurer = Measurer(services, self)
        self._make()
        self._lay_out()
        self.bind_actions()
        self._connect()

    # ------------------------------------------------------------------ making

    def _make(self) -> None:
        # From the outside in: a widget that changes its parent is styled anew with all in it.
        self._stack = QStackedWidget(self)
        self._figures = QWidget(self._stack)
        inner = self._inner = QStackedWidget(self._figures)
        self.heading = label(self.tr("Agreement"), level="heading")
        self.about = ElidedLabel()
        self.about.setProperty("tone", "muted")
        self.write = ActionButton(self.tr("Report…"), "agreement-report")
        self.scope = ScopeBar(self._figures)
        self.bar = Bar(BarKind.INFO, "")
        self.bar.hide()
        self.overview = Overview(inner)
        self.places = PlacesView(self._stack)
        self.spots = self.places.list
        self.waiting = Empty(
            self.tr("Measuring agreement…"),
            self.tr("Every figure gets its interval; of a large project this takes some seconds."),
        )
        self.stopped = Empty(
            self.tr("Not measured"),
            self.tr("The measuring was stopped."),
            self.tr("Measure agreement"),
        )
        self.nothing = Empty(
            self.tr("Nothing to compare yet"),
            self.tr(
                "Agreement is measured on articles that two annotators or more are done with, and "
                "that are released to be seen.\nAssign articles to at least two people; as soon as "
                "they say Done, the figures are here."
            ),
        )

    def _lay_out(self) -> None:
        look = current_theme()
        head = QHBoxLayout()
        head.setSpacing(look.px(14))
        head.addWidget(self.heading)
        head.addWidget(self.about, 1)
        head.addWidget(self.write)
        top = QVBoxLayout()
        top.setContentsMargins(look.px(22), look.px(14), look.px(22), look.px(4))
        top.setSpacing(look.px(8))
        top.addLayout(head)
        top.addWidget(self.scope)
        top.addWidget(self.bar)
        for page in (self.overview, self.waiting, self.stopped, self.nothing):
            self._inner.addWidget(page)
        box = QVBoxLayout(self._figures)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        box.addLayout(top)
        box.addWidget(self._inner, 1)
        self._stack.addWidget(self._figures)
        self._stack.addWidget(self.places)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._inner.setCurrentWidget(self.waiting)

    def _connect(self) -> None:
        self.write.asked.connect(self._ask)
        self.places.asked.connect(self._ask)
        self.places.opened.connect(self.open_in_annotate)
        self.overview.opened.connect(self.show_places)
        self.overview.gamma_asked.connect(self.measurer.measure_gamma)
        self.overview.said.connect(self.said)
        self.scope.changed.connect(self.measure)
        self.bar.acted.connect(self.measure)
        self.stopped.acted.connect(self.measure)
        self.session.opened.connect(self._opened)
        self.session.changed.connect(self._changed)
        self.measurer.measured.connect(self._measured)
        self.measurer.refined.connect(self._refined)
        self.measurer.stopped.connect(self._stopped)
        self.measurer.gamma_stopped.connect(self.overview.leave_gamma)
        self.measurer.found.connect(self._found)

    # ------------------------------------------------------------------ the workspace

    def enter(self) -> None:
        if self.measurer.stale and self.session.is_open:
            self.measure()
        self._focus()

    def leave(self) -> None:
        self.measurer.drop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.measurer.stale and self.session.is_open and not self.measurer.waiting:
            self.measure()

    def _focus(self) -> None:
        if self.in_places:
            self.places.list.setFocus()
        elif self._inner.currentWidget() is self.overview:
            self.overview.tags.setFocus()
        else:
            self.setFocus()

    def status(self) -> tuple[str, ...]:
        if self.report is None:
            return ()
        return (self.tr("measured in {n} s").format(n=f"{self.measurer.seconds:.1f}"),)

    def hint(self) -> tuple[str, str]:
        if self.in_places:
            return "⏎", self.tr("Open in Annotate")
        known = self.report is not None and self.report.shared
        return ("⏎", self.tr("See the places")) if known else ("", "")

    @property
    def report(self) -> "AgreementReport | None":
        """What was measured last."""
        return self.measurer.report

    @property
    def in_places(self) -> bool:
        """Whether places are shown, not figures."""
        return self._stack.currentWidget() is self.places

    # ------------------------------------------------------------------ what changed

    def _opened(self) -> None:
        self.bar.hide()
        if not self.session.is_open:
            self.measurer.forget()
            self.overview.report = None
            self._stack.setCurrentWidget(self._figures)
            return
        self.measurer.drop()
        self.measurer.stale = True
        if self.isVisible():
            self.measure()

    def _changed(self, step: Step) -> None:
        records = [edit.record for edit in step.edits]
        if records and all(isinstance(each, Metadata | Shelf) for each in records):
            return
        self.measurer.stale = True
        if self.isVisible() and self.report is not None:
            words = self.tr("Labels have changed since this was measured.")
            self.bar.say(BarKind.INFO, words, self.tr("Measure again"))
            self.bar.show()

    # ------------------------------------------------------------------ measuring

    def measure(self) -> None:
        """Measure what is chosen, on another thread; what was asked before is dropped."""
        if not self.session.is_open:
            return
        self.bar.hide()
        self._stack.setCurrentWidget(self._figures)
        if self.report is None:
            self._inner.setCurrentWidget(self.waiting)
        self.measurer.measure(self.scope.choice())

    def _stopped(self) -> None:
        self._inner.setCurrentWidget(self.stopped)

    def _measured(self) -> None:
        report, offer = self.report, self.measurer.offer
        if report is None or offer is None:
            return
        self.scope.offer(list(offer.people), list(offer.batches), list(offer.versions))
        if report.shared:
            self.overview.show_report(report)
            self._inner.setCurrentWidget(self.overview)
        else:
            self._inner.setCurrentWidget(self.nothing)
        # With nothing to compare there is nothing to choose, unless the choice is why.
        self.scope.setVisible(bool(report.shared) or self.scope.is_narrowed)
        self._show_about()
        focus: QWidget | None = self.window().focusWidget()
        if self.isVisible() and (focus is None or focus is self or not self.isAncestorOf(focus)):
            self._focus()
        self.status_changed.emit()

    def _refined(self) -> None:
        if self.report is not None:
            self.overview.show_report(self.report)

    def _show_about(self) -> None:
        report = self.report
        known = report is not None and bool(report.shared)
        self.write.setEnabled(known)
        if report is None or not known:
            self.about.setText("")
            return
        self.about.setText(about_line(report))

    # ------------------------------------------------------------------ places

    def show_places(self, about: "About", title: str) -> None:
        """Show the places that a figure rests on."""
        report = self.report
        if report is None:
            return
        self.places.look_up(title)
        self._stack.setCurrentWidget(self.places)
        self.places.back.setFocus()
        self.status_changed.emit()
        self.measurer.look_up(about)

    def _found(self, found: "tuple[DisputedPlace, ...]") -> None:
        from annotator.project.disputed_places import MOST

        if self.report is not None:
            looks = tag_looks(self.report.codebook)
            self.places.show_places(found, looks, cut=len(found) == MOST)

    def back(self) -> None:
        """Go back from the places to the figures."""
        self.measurer.look_no_more()
        self._stack.setCurrentWidget(self._figures)
        self._focus()
        self.status_changed.emit()

    def open_in_annotate(self) -> None:
        """Open the place with the cursor in its article."""
        place = self.places.current
        if place is not None:
            hit = place.hit
            self.session.go_to_article(hit.article_id, hit.span if hit.span.end else None)

    def adjudicate(self) -> None:
        """Open the place with the cursor where it can be decided."""
        place = self.places.current
        if place is not None:
            span = place.hit.span if place.hit.span.end else None
            self.session.go(Place("adjudicate", place.hit.article_id, span=span))

    # ------------------------------------------------------------------ taking it along

    def _ask(self, action_id: str) -> None:
        self.bound[action_id].run()

    def copy(self) -> None:
        """Copy the figures of the card with the focus, or of the first."""
        cards = self.overview.cards
        focus: QWidget | None = self.window().focusWidget()
        inside = [it for it in cards.values() if focus is not None and it.isAncestorOf(focus)]
        (inside or [cards["tags"]])[0].copy()

    def write_report(self) -> None:
        """Ask where to write the agreement report, and write it."""
        if self.report is not None:
            ask_for_report(self, self.report, self.session.project.path, self.said.emit)
