"""Hand-ins, work packs and lessons taken into a project: checked, then merged, in any order.

A merge is a union of journals: every step that is not there is added, and each record that such a
step touched is `replayed` over all steps that ever touched it. So it does not matter in which order
files come, or how often, and a step that comes late takes its place among the others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.edits import Edit, Step, identity, owner, touched
from annotator.core.errors import AnnotatorError
from annotator.core.labels import label_fault, shortened
from annotator.core.model import Annotator, AnnotatorKind, Answer, Label, Record, SecondAnswer
from annotator.core.replay import Version, replayed
from annotator.core.work import Progress, Work
from annotator.project import Project
from annotator.project.questionnaire import makes_sense
from annotator.store.merging import Merging
from annotator.sync.delivery import Delivery, DeliveryKind

_TOLD = 3
_MOST_STEPS = 1_000_000_000
"""More than a project ever gets: a clock can be ahead by no more than the steps between."""
_LAST_CLOCK = 2**61
"""After it no copy could write many more steps. Of the project's own nothing less is asked.

Whoever leads may have taken what a copy that read little has to be far behind; a hub sees to it
that its annotators' clocks stay near each other.
"""
_WHAT = {
    DeliveryKind.PACK: "The work pack",
    DeliveryKind.HAND_IN: "The hand-in",
    DeliveryKind.LESSON: "The lesson",
    DeliveryKind.STREAM: "What the hub has",
}
_OF_ARTICLES = ("metadata", "shelf")


class Refused(AnnotatorError):
    """What came does not fit the project, or is not its sender's to change; nothing was taken."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge brought: whose work, and how much of it was new here.

    `labels` counts the labels that were added, changed or removed; `disputed` are the identities of
    records that copies of the project disagree on now.
    """

    names: tuple[str, ...] = ()
    articles: int = 0
    steps: int = 0
    labels: int = 0
    known_steps: int = 0
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A record that copies of the project disagree on; the last version is the one that stands."""

    record: str
    annotator: str
    article_id: str
    versions: tuple[Version, ...]


def merge(
    project: Project, deliveries: Sequence[Delivery], *, rehearse: bool = False
) -> Work[MergeReport]:
    """Take all of them in, or none; `rehearse` only says what would come.

    Raises AnnotatorError, with nothing written, where one does not fit this project: another
    project's, an article or a version of the codebook that is not here, a label that does not stand
    on its text, work of somebody else's.
    """
    counted = Counted()
    with project.store.merging(keep=not rehearse) as into:
        for number, delivery in enumerate(deliveries):
            yield Progress(number, len(deliveries), named(delivery))
            yield from Taking(project, into, delivery, counted).take()
    if not rehearse:
        project.read_again()
    return MergeReport(
        names=tuple(counted.names),
        articles=counted.articles,
        steps=counted.steps,
        labels=len(counted.labels),
        known_steps=counted.known,
        disputed=tuple(sorted(counted.disputed)),
    )


def named(delivery: Delivery) -> str:
    """The name of whoever's delivery it is."""
    return next((it.name for it in delivery.annotators if it.id == delivery.who), delivery.who)


@dataclass(slots=True)
class Counted:
    """What a merge brought so far."""

    names: dict[str, None] = field(default_factory=dict)
    articles: int = 0
    steps: int = 0
    known: int = 0
    labels: set[str] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)


class Taking:
    """Takes one delivery into the open transaction, once it was checked."""

    def __init__(
        self, project: Project, into: Merging, delivery: Delivery, counted: Counted
    ) -> None:
        self._project = project
        self._into = into
        self._delivery = delivery
        self._counted = counted
        self._name = named(delivery)
        self._texts: dict[str, str] = {}

    def take(self) -> Work[None]:
        """Check the delivery and take it; raises AnnotatorError where it does not fit."""
        self._see_that_it_is_ours()
        self._take_annotators()
        self._take_codebooks()
        arrived = self._take_articles()
        self._see_whose_it_is()
        yield from self._see_that_labels_stand()
        new = self._take_steps()
        self._settle(new, arrived)
        self._into.add_visits(
            visit for visit in self._delivery.visits if visit.article_id in self._texts
        )
        self._take_questionnaire()
        self._counted.names[self._name] = None
        self._counted.steps += len(new)
        self._counted.known += len(self._delivery.steps) - len(new)

    @property
    def _is_the_projects(self) -> bool:
        of_nobody = (DeliveryKind.STREAM, DeliveryKind.LESSON)
        return self._delivery.kind in of_nobody and not self._delivery.who

    def _refused(self, why: str) -> Refused:
        what = _WHAT[self._delivery.kind]
        of = f" of {self._name}" if self._name else ""
        return Refused(f"{what}{of} was not taken: {why} Nothing was changed.")

    # ------------------------------------------------------------------ checks

    def _see_that_it_is_ours(self) -> None:
        if self._delivery.project_id != self._project.id:
            raise self._refused(
                f"it belongs to another project, “{self._delivery.project_name}”. Open that one."
            )

    def _see_whose_it_is(self) -> None:
        """Nobody's hand-in touches another's work, or what belongs to the project.

        A lesson holds the key's work alone, and no steps.
        """
        if self._delivery.kind is DeliveryKind.LESSON and (
            self._delivery.steps or not all(map(_is_key, self._delivery.annotators))
        ):
            raise self._refused("it holds more than a lesson does; ask for it again.")
        who, kind = self._delivery.who, self._delivery.kind
        allowed = {who, ""} if kind is DeliveryKind.PACK else {who}
        for step in self._delivery.steps:
            if kind is DeliveryKind.HAND_IN and step.annotator_id != who:
                raise self._refused("it holds steps of somebody else; ask for it again.")
            for edit in step.edits:
                sides = [it for it in (edit.before, edit.after) if it is not None]
                if any(owner(record) not in allowed for record in sides):
                    raise self._refused("it changes the work of somebody else; ask for it again.")
                if len({identity(record) for record in sides}) > 1:
                    raise self._refused(
                        f"its step “{step.title}” makes no sense; ask for it again."
                    )
        explained = kind in (DeliveryKind.PACK, DeliveryKind.LESSON)
        keys = {it.id for it in self._delivery.annotators if explained and _is_key(it)}
        if any(owner(record) not in {who, *keys} for record in self._delivery.records):
            raise self._refused("it holds work of somebody else; ask for it again.")
        labels = {it.id for it in _all_records(self._delivery) if isinstance(it, Label)}
        if self._into.owners(sorted(labels)) - {who, *keys}:
            raise self._refused("it takes a label of somebody else; ask for it again.")
        if any(visit.annotator_id != who for visit in self._delivery.visits):
            raise self._refused("it holds visits of somebody else; ask for it again.")

    def _see_that_labels_stand(self) -> Work[None]:
        """Every label, in every version, stands on its text and on a codebook that is here."""
        books = dict(self._delivery.codebooks)
        records = list(_all_records(self._delivery))
        for number, record in enumerate(records):
            if number % 1_000 == 0:
                yield Progress(number, len(records), f"checking {self._name}")
            if not isinstance(record, Label | Answer | SecondAnswer):
                continue
            book = books.get(record.codebook_version)
            if book is None:
                raise self._refused(
                    f"it does not tell version {record.codebook_version} of the codebook; "
                    "ask for it again."
                )
            if isinstance(record, Label):
                if book.tag(record.tag) is None:
                    raise self._refused(
                        f"“{shortened(record.tag)}” is no tag of version {record.codebook_version} "
                        "of its codebook; ask for it again."
                    )
                text = self._text(record.article_id)
                fault = label_fault(record, text) if record.pieces else "A label has no pieces."
                if fault:
                    raise self._refused(f"{fault} Ask for it again.")
            else:
                self._text(record.article_id)

    def _text(self, article_id: str) -> str:
        if article_id not in self._texts:
            raise self._refused("it is about an article that it does not name; ask for it again.")
        return self._texts[article_id]

    # ------------------------------------------------------------------ what is taken

    def _take_annotators(self) -> None:
        known = {each.id: each for each in self._project.store.annotators()}
        all_of_them = {*known, *(each.id for each in self._delivery.annotators)}
        if self._delivery.who not in all_of_them and not self._is_the_projects:
            raise self._refused("it does not say whose it is; ask for it again.")
        if self._delivery.kind is DeliveryKind.HAND_IN:
            mine = known.get(self._delivery.who)
            if mine is not None and mine.kind is AnnotatorKind.GOLD:
                raise self._refused("gold labels are made by adjudication, not handed in.")
        names = {each.name: each.id for each in known.values()}
        new = [each for each in self._delivery.annotators if each.id not in known]
        for each in new:
            if names.setdefault(each.name, each.id) != each.id:
                raise self._refused(
                    f"there is another annotator called {each.name} here; rename one of the two."
                )
        self._into.put(new)

    def _take_codebooks(self) -> None:
        for version, codebook in self._delivery.codebooks:
            if not self._into.add_codebook(version, codebook):
                raise self._refused(
                    f"its version {version} of the codebook is not the one of this project. "
                    "Send a new work pack, so that both have the same."
                )
        if self._delivery.kind is DeliveryKind.LESSON and self._delivery.settings is not None:
            self._into.put(book for _, book in self._delivery.codebooks[-1:])

    def _take_articles(self) -> list[str]:
        """The ids of the articles that came along and were not there."""
        store, missing, arrived = self._project.store, [], []
        for article, shelf in self._delivery.articles:
            there = store.article(article.id)
            if there is None:
                self._into.add_article(article, shelf)
                arrived.append(article.id)
            elif there.sha256 != article.sha256:
                raise self._refused(f"its article “{article.title}” has another text here.")
            self._texts[article.id] = article.text
        for ref in self._delivery.refs:
            there = store.article(ref.id)
            if there is None:
                missing.append(ref.title or ref.id)
            elif there.sha256 != ref.sha256:
                raise self._refused(f"its article “{ref.title}” has another text here.")
            else:
                self._texts[ref.id] = there.text
        if missing:
            shown = ", ".join(f"“{title}”" for title in missing[:_TOLD])
            more = f" and {len(missing) - _TOLD} more" if len(missing) > _TOLD else ""
            raise self._refused(
                f"it has work on articles that are not here: {shown}{more}. Bring them in first, "
                "with an export of that copy as JSON Lines."
            )
        self._counted.articles += len(arrived)
        return arrived

    def _take_records(self) -> None:
        """What an import made, and no step: put where nothing is known of it."""
        known = self._into.known([identity(record) for record in self._delivery.records])
        new = [record for record in self._delivery.records if identity(record) not in known]
        self._into.put(new)
        if new and self._delivery.kind is not DeliveryKind.STREAM:
            self._into.look_again()
        self._counted.labels.update(identity(it) for it in new if isinstance(it, Label))

    def _take_steps(self) -> list[Step]:
        """Add what is new here to the journal; gives the steps with the edits that are new."""
        new = self._new_steps()
        self._take_records()
        self._into.add_steps(new)
        return new

    def _new_steps(self) -> list[Step]:
        """The steps that are not in the journal; one under a number of another is refused."""
        numbered = {(step.device, step.number): step for step in self._delivery.steps}
        if len(numbered) < len(self._delivery.steps):
            raise self._refused("two of its steps have one number; ask for it again.")
        known = self._into.step_ids(numbered)
        for key, step_id in known.items():
            if numbered[key].id != step_id:
                raise self._refused("it tells a step of this project otherwise; ask for it again.")
        self._see_that_clocks_are_right()
        return [step for key, step in numbered.items() if key not in known]

    def _see_that_clocks_are_right(self) -> None:
        """No step is before all others, or so far after them that nothing could come after it."""
        near = self._delivery.kind is DeliveryKind.HAND_IN
        highest = self._into.highest_clock() + _MOST_STEPS if near else _LAST_CLOCK
        if any(not 1 <= step.clock <= highest for step in self._delivery.steps):
            raise self._refused("its steps have no order; ask for it again.")

    def _take_questionnaire(self) -> None:
        """What the annotator said about themselves: the later word stands."""
        given = self._delivery.questionnaire
        if given is None:
            return
        if self._delivery.kind is not DeliveryKind.HAND_IN:
            raise self._refused("it tells what somebody said about themselves; ask for it again.")
        if not makes_sense(given):
            raise self._refused("its answers to “About you” make no sense; ask for it again.")
        self._into.keep_questionnaire(self._delivery.who, given)

    def _settle(self, new: Sequence[Step], arrived: Sequence[str]) -> None:
        """Have each record that the new steps touch as all steps together say."""
        told = dict.fromkeys(record for step in new for record in touched(step))
        # Of an article that was not here, steps may have come before it, with another delivery.
        known = [f"{kind}:{it}" for it in arrived for kind in _OF_ARTICLES]
        history = self._into.steps_that_touched([*told, *(it for it in known if it not in told)])
        not_a_pack = self._delivery.kind is not DeliveryKind.PACK
        for record, steps in history.items():
            edits = [edit for step in steps for edit in step.edits]
            owners = {owner(it.record) for it in edits if identity(it.record) == record}
            if len(owners) > 1 or (not_a_pack and record in told and owners - {self._delivery.who}):
                raise self._refused("it takes a label that was of somebody else; ask for it again.")
        outcomes = {record: replayed(record, steps) for record, steps in history.items()}
        self._see_that_names_differ(it.record for it in outcomes.values())
        self._into.remove(record for record, it in outcomes.items() if it.record is None)
        self._into.put(it.record for it in outcomes.values() if it.record is not None)
        disputed = {record for record, it in outcomes.items() if it.versions}
        self._into.dispute(disputed, outcomes.keys() - disputed)
        self._counted.disputed = (self._counted.disputed - outcomes.keys()) | disputed
        self._counted.labels.update(record for record in outcomes if record.startswith("label:"))

    def _see_that_names_differ(self, records: Iterable[Record | None]) -> None:
        changed = [record for record in records if isinstance(record, Annotator)]
        if not changed:
            return
        everyone = {each.id: each for each in self._project.store.annotators()}
        everyone |= {each.id: each for each in changed}
        names = Counter(each.name for each in everyone.values())
        for name, count in names.items():
            if count > 1:
                raise self._refused(f"two annotators are called {name} then; rename one of them.")


def _all_records(delivery: Delivery) -> Iterator[Record]:
    yield from delivery.records
    for step in delivery.steps:
        for edit in step.edits:
            yield from (record for record in (edit.before, edit.after) if record is not None)


def _is_key(annotator: Annotator) -> bool:
    return annotator.kind is AnnotatorKind.KEY


# ---------------------------------------------------------------------------- disagreement


def disputes(project: Project) -> list[Dispute]:
    """What copies of the project disagree on, with the versions to choose from."""
    found = []
    for record in project.store.disputed():
        outcome = replayed(record, project.store.steps_that_touched(record))
        some = next(it.record for it in outcome.versions if it.record is not None)
        article_id = some.article_id if isinstance(some, Label | Answer | SecondAnswer) else ""
        found.append(Dispute(record, owner(some), article_id, outcome.versions))
    return found


def decide(project: Project, dispute: Dispute, version: Version, annotator_id: str) -> Step:
    """Let this version stand; the others stay in the journal."""
    stands, wanted = dispute.versions[-1].record, version.record
    if isinstance(stands, Answer | SecondAnswer) and isinstance(wanted, Answer | SecondAnswer):
        wanted = replace(wanted, id=stands.id)  # copies give an answer an id each of their own
    edits = () if wanted == stands else (Edit(stands, wanted),)
    return project.decide(
        "Versions of two copies brought together", edits, dispute.record, annotator_id
    )
