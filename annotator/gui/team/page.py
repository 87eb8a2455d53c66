"""The Team workspace: who annotates what, how far they are, and how their work comes together."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.bulk import give_successor
from annotator.core.edits import Step
from annotator.core.model import Annotator, AnnotatorKind
from annotator.core.work import Progress, Work
from annotator.gui.actions import Action
from annotator.gui.asking import Asker
from annotator.gui.dialogs.parts import Page
from annotator.gui.session import Place
from annotator.gui.team.assigning import Assigning
from annotator.gui.team.batches import BatchesCard
from annotator.gui.team.cards import TeamCard
from annotator.gui.team.disputes import DisputesSheet
from annotator.gui.team.figures import Figures, figures_of
from annotator.gui.team.handing import Handing
from annotator.gui.team.hub import HubDesk
from annotator.gui.team.hub_card import HubCard
from annotator.gui.team.people import PeopleCard
from annotator.gui.team.person import PersonSheet
from annotator.gui.team.rest import DisputesCard, HandingCard, ReviewCard
from annotator.gui.team.rules import RulesCard
from annotator.gui.team.training import TrainingCard
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, label
from annotator.gui.widgets.flow import BesideOrBelow
from annotator.gui.workspace import Services, Workspace
from annotator.project import Project
from annotator.project import team as teams
from annotator.sync.merging import Dispute, disputes

_LATE = 80
"""Milliseconds after a change at which the figures are asked for anew."""
_TWO_COLUMNS = 860
"""From this width on, in pixels at 100 % text, the cards stand in two columns."""

LEFT: tuple[type[TeamCard], ...] = (ReviewCard, DisputesCard, BatchesCard, TrainingCard)
RIGHT: tuple[type[TeamCard], ...] = (HandingCard, RulesCard)
"""The cards below the people, column by column; a new section is one more class here."""


class TeamPage(Workspace):
    """Joins the cards to the project, and carries out what is in `commands`."""

    name: ClassVar[str] = "team"
    keys_work: ClassVar[Qt.ShortcutContext] = Qt.ShortcutContext.WindowShortcut

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["TeamPage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        self._services = services
        self._stale = True
        self.figures: Figures | None = None
        self._asker = Asker(services.session, services.lookups, self)
        self._disputes = Asker(services.session, services.lookups, self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._late.timeout.connect(self._ask)
        self.handing = Handing(services, self)
        self.assigning = Assigning(services, self)
        self.people = PeopleCard(self.session)
        self._left = [card(self.session) for card in LEFT]
        self.hub = HubDesk(services, self)
        self.hub_card = HubCard(self.session, services.hub)
        self._left.append(self.hub_card)
        self._right = [card(self.session) for card in RIGHT]
        self.cards: tuple[TeamCard, ...] = (self.people, *self._left, *self._right)
        self._lay_out()
        self.bind_actions()
        self.people.asked.connect(self.change_person)
        self.connect_buttons(self)
        for card in self._left:
            if isinstance(card, ReviewCard):
                card.all_asked.connect(self.give_all)
        self.session.opened.connect(self._opened)
        self.session.changed.connect(self._changed)

    def _lay_out(self) -> None:
        look = current_theme()
        self._heading = label(self.tr("Team"), level="heading")
        self._about = ElidedLabel()
        self._about.setProperty("tone", "muted")
        self.add_button = ActionButton(self.tr("Add a person…"), "team-add")
        top = QHBoxLayout()
        top.setSpacing(look.px(14))
        scroller = self._scroller = Page()
        scroller.setProperty("role", "paper")
        inside = scroller.widget()
        if inside is not None:
            inside.setProperty("role", "paper")
        box = scroller.box
        box.setContentsMargins(look.px(28), look.px(20), look.px(28), look.px(28))
        box.setSpacing(look.px(16))
        box.addLayout(top)
        top.addWidget(self._heading)
        top.addWidget(self._about, 1)
        top.addWidget(self.add_button)
        # Cards without figures say nothing, and which of them there are is known with the figures.
        self._below = QWidget()
        self._below.hide()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(look.px(16))
        below.addWidget(self.people)
        self._columns = BesideOrBelow(_TWO_COLUMNS)
        self._columns.setSpacing(look.px(16))
        below.addLayout(self._columns)
        box.addWidget(self._below)
        for cards in (self._left, self._right):
            column = QWidget()
            stacked = QVBoxLayout(column)
            stacked.setContentsMargins(0, 0, 0, 0)
            stacked.setSpacing(look.px(16))
            for card in cards:
                stacked.addWidget(card)
            stacked.addStretch(1)
            self._columns.addWidget(column, 1)
        box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroller)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.suit(event.size().width())

    # ------------------------------------------------------------------ the workspace

    def enter(self) -> None:
        self._refresh()
        copy = self.in_copy
        self.add_button.setVisible(not copy)
        self._handing_card.show_buttons(work_copy=copy)
        self._focus_first()

    def _focus_first(self) -> None:
        first = self._handing_card.hand_in if self.in_copy else self.add_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _handing_card(self) -> HandingCard:
        return next(it for it in self._right if isinstance(it, HandingCard))

    @property
    def rules(self) -> RulesCard:
        """What the project decides."""
        return next(it for it in self._right if isinstance(it, RulesCard))

    @property
    def training(self) -> TrainingCard:
        """The pass mark, and how everyone did against the key."""
        return next(it for it in self._left if isinstance(it, TrainingCard))

    def leave(self) -> None:
        self.commit()

    def commit(self) -> None:
        self.rules.settle()
        self.training.settle()

    def status(self) -> tuple[str, ...]:
        figures = self.figures
        if figures is None:
            return ()
        words = self.tr("{n} of {all} articles are finished by all who were given them")
        if not figures.batches:
            return ()
        return (words.format(n=f"{figures.ended:,}", all=f"{figures.articles:,}"),)

    def hint(self) -> tuple[str, str]:
        if self.in_copy:
            return "Ctrl ⇧ E", self.tr("Hand in")
        return "Ctrl ⇧ B", self.tr("Bring in hand-ins")

    # ------------------------------------------------------------------ what changed

    def _opened(self) -> None:
        self._stale = True
        self._asker.drop()
        self.figures = None
        self._below.hide()
        if self.session.is_open and self.isVisible():
            self._refresh()

    def _changed(self, _step: Step) -> None:
        self._stale = True
        if self.isVisible():
            self._late.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self._stale and self.session.is_open:
            self._ask()

    def _ask(self) -> None:
        if not self.session.is_open:
            return
        self._stale = False
        who = self.session.desk.annotator.id
        self._asker.ask(lambda project: figures_of(project, who), self._show)

    def _show(self, figures: Figures) -> None:
        self.figures = figures
        self.add_button.setVisible(not figures.work_copy)
        self._about.setText(self._said(figures))
        for card in self.cards:
            card.show_figures(figures)
        if self._below.isHidden():
            self._below.show()
            self._focus_first()
        self.show_possible()
        self.status_changed.emit()

    def _said(self, figures: Figures) -> str:
        count = len(figures.persons)
        people = self.tr("1 person") if count == 1 else self.tr("{n} people").format(n=f"{count:,}")
        one, many = self.tr("1 article"), self.tr("{n} articles")
        articles = (one if figures.articles == 1 else many).format(n=f"{figures.articles:,}")
        version = self.tr("codebook v{n}").format(n=self.session.project.codebook_version)
        parts = [people, articles, version]
        if figures.work_copy:
            parts = [self.tr("work copy of {name}").format(name=figures.me.name), articles, version]
        return " · ".join(parts)

    # ------------------------------------------------------------------ verbs

    @property
    def leads(self) -> bool:
        """Whether this is the team's own project, and may be changed."""
        project = self.session.project if self.session.is_open else None
        return project is not None and not project.work_copy and not project.read_only

    @property
    def in_copy(self) -> bool:
        """Whether this is somebody's work copy."""
        return self.session.is_open and self.session.project.work_copy

    def _open(self, sheet: QDialog) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def add_person(self) -> None:
        """Ask for a new annotator, and add them."""
        everyone = self.session.project.annotators()
        colour = teams.free_colour(everyone)
        self._ask_person(Annotator("", "", AnnotatorKind.PERSON, colour))

    def change_person(self, annotator_id: str) -> None:
        """Ask for another name, kind or colour of an annotator."""
        everyone = self.session.project.annotators()
        known = next((each for each in everyone if each.id == annotator_id), None)
        if known is not None and self.leads:
            self._ask_person(known)

    def _ask_person(self, known: Annotator) -> None:
        everyone = self.session.project.annotators()
        taken = frozenset(each.name.casefold() for each in everyone if each.id != known.id)
        sheet = PersonSheet(known, taken, self)
        sheet.given.connect(self._keep_person)
        self._open(sheet)

    def _keep_person(self, given: object) -> None:
        if not isinstance(given, Annotator):
            return
        project, by = self.session.project, self.session.desk.annotator.id
        if not given.id:
            teams.add_annotator(project, given.name, given.kind, colour=given.colour, by=by)
            return
        before = next(each for each in project.annotators() if each.id == given.id)
        teams.change_annotator(project, before, given, by)

    @property
    def _persons(self) -> list[Annotator]:
        everyone = self.session.project.annotators()
        return [each for each in everyone if each.kind is AnnotatorKind.PERSON]

    def offer_packs(self) -> None:
        """Offer work packs for the people of the project."""
        self.handing.offer_packs(self._persons, self._handing_card.packs)

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Bring these hand-ins in, or the work pack of this copy."""
        self.commit()
        self.handing.bring_in(paths)

    def decide(self) -> None:
        """Go through what copies of the project disagree on."""

        def work(project: Project) -> Work[list[Dispute]]:
            yield Progress(0, 1)
            return disputes(project)

        self._disputes.ask(work, self._decide)

    def _decide(self, found: list[Dispute]) -> None:
        if found:
            sheet = DisputesSheet(found, self.session, self)
            self._open(sheet)

    def give_all(self, tag: str, of: str, count: int) -> None:
        """Give all one's labels of a merged tag what it became, in one step."""
        name = self.session.project.codebook.tag(tag)
        title = self.tr("Giving {n} labels another tag").format(n=f"{count:,}")
        self._services.steps.write(title, count, lambda desk: give_successor(desk, tag, of))
        words = self.tr("Labels of a merged tag are {new} now; Undo takes that back.")
        self.said.emit(words.format(new=name.name if name else tag))

    def go_through(self) -> None:
        """Go to the first label that is to be looked at again."""
        if self.figures is not None and self.figures.review:
            first = self.figures.review[0].label
            self.session.go(Place("annotate", first.article_id, first.id))
