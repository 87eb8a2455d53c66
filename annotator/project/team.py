"""The people of a project and what each is to annotate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median

from annotator.clock import new_id
from annotator.core.assigning import queued, shared_out, withdrawn
from annotator.core.edits import Edit, Step
from annotator.core.errors import Advised, AnnotatorError
from annotator.core.model import Annotator, AnnotatorKind, Assignment, Release, Settings, State
from annotator.core.palette import PALETTE
from annotator.core.work import Progress, Work, finish
from annotator.project.door import Project
from annotator.project.training import TRAINING

COLOURS = ("blue", *(name for name in PALETTE if name not in ("blue", "slate")))
"""The colours that annotators get one after the other."""

PILOT = "pilot"
"""The batch of the articles that everybody annotates first."""


def add_annotator(
    project: Project,
    name: str,
    kind: AnnotatorKind = AnnotatorKind.PERSON,
    *,
    colour: str = "",
    by: str = "",
) -> Annotator:
    """A new annotator, in a colour that few have unless it is given; `by` is who adds them.

    Raises AnnotatorError where the name is empty or taken.
    """
    everyone = project.annotators()
    name = " ".join(name.split())
    _see_that_it_is_free(everyone, name)
    added = Annotator(new_id(), name, kind, colour or free_colour(everyone))
    project.do(f"Annotator {name} added", Edit(None, added), annotator_id=by)
    return added


def free_colour(everyone: Sequence[Annotator]) -> str:
    """The colour that the fewest of these annotators have."""
    used = Counter(each.colour for each in everyone)
    return min(COLOURS, key=lambda each: used[each])


def change_annotator(
    project: Project, before: Annotator, after: Annotator, by: str = ""
) -> Step | None:
    """Give an annotator another name, colour or kind; raises as `add_annotator` does."""
    after = replace(after, name=" ".join(after.name.split()))
    if after == before:
        return None
    if after.name != before.name:
        others = [each for each in project.annotators() if each.id != before.id]
        _see_that_it_is_free(others, after.name)
    return project.do(f"Annotator {after.name} changed", Edit(before, after), annotator_id=by)


def change_settings(project: Project, after: Settings, by: str = "") -> Step | None:
    """Have the project decide otherwise, in one step; `by` is the id of who does it.

    Raises AnnotatorError where the labels are to be shown from a day on that is none, or the pass
    mark of training is no share.
    """
    before, after = project.settings, replace(after, deadline=after.deadline.strip())
    if after == before:
        return None
    if not 0 <= after.pass_mark <= 1:
        raise AnnotatorError(
            f"The pass mark of training cannot be {after.pass_mark:g}; it is a soft F1, "
            "from 0 to 1."
        )
    if after.release is Release.DEADLINE:
        try:
            after = replace(after, deadline=date.fromisoformat(after.deadline).isoformat())
        except ValueError:
            raise AnnotatorError(
                f"“{after.deadline}” is no day; write the deadline as year, month and day, "
                "like 2026-03-14."
            ) from None
    return project.do(_told(before, after), Edit(before, after), annotator_id=by)


def _told(before: Settings, after: Settings) -> str:
    if (before.release, before.deadline) != (after.release, after.deadline):
        when = {
            Release.BOTH: "when all are done with the article",
            Release.DEADLINE: f"from {after.deadline} on",
            Release.OPEN: "always",
        }
        return f"Others’ labels are shown {when[after.release]}"
    if before.source_hidden != after.source_hidden:
        return "Sources hidden" if after.source_hidden else "Sources shown"
    if before.outlet_masked != after.outlet_masked:
        return "Outlets masked in the text" if after.outlet_masked else "Outlets shown in the text"
    if before.pass_mark != after.pass_mark:
        return f"Training is passed from {after.pass_mark:.2f} on"
    return "Settings of the project changed"


def _see_that_it_is_free(everyone: Sequence[Annotator], name: str) -> None:
    if not name:
        raise AnnotatorError("An annotator needs a name; a pseudonym will do.")
    if any(each.name.casefold() == name.casefold() for each in everyone):
        raise AnnotatorError(f"There is an annotator called {name} already; choose another name.")


# ---------------------------------------------------------------------------- assignments


@dataclass(frozen=True, slots=True)
class Sharing:
    """How articles are shared out.

    Each goes to `per_article` of the annotators; the first `pilot` of them, drawn at random, go to
    all of these and stand first in every queue. `seed` makes every draw one that can be repeated.
    `batch` is what these assignments are called; "training" is reserved for articles with a key.
    """

    annotator_ids: tuple[str, ...]
    per_article: int
    seed: int = 1
    pilot: int = 0
    batch: str = "main"


@dataclass(frozen=True, slots=True)
class Shares:
    """What a sharing would do: the edits, how many articles are new, how many each annotator gets.

    `pilot` of the new ones go to everybody; `assigned` were in a queue of theirs already.
    """

    edits: tuple[Edit, ...] = ()
    articles: int = 0
    pilot: int = 0
    assigned: int = 0
    each: Mapping[str, int] = field(default_factory=dict)


def assign(
    project: Project, article_ids: Sequence[str], sharing: Sharing, by: str = ""
) -> Step | None:
    """Put the articles into the annotators' queues, in one step; what is assigned already stays.

    Gives None where all of them were. Raises AnnotatorError if the sharing cannot be.
    """
    return finish(assigning(project, article_ids, sharing, by))


def assigning(
    project: Project, article_ids: Sequence[str], sharing: Sharing, by: str = ""
) -> Work[Step | None]:
    """`assign` as work."""
    yield Progress(0, 1)
    shares = shared(project, article_ids, sharing)
    if not shares.edits:
        return None
    names = {each.id: each.name for each in project.annotators()}
    given = ", ".join(names[who] for who in sharing.annotator_ids)
    title = f"{_articles(shares.articles)} assigned to {given} (seed {sharing.seed})"
    return (yield from project.doing(title, shares.edits, by))


def shared(project: Project, article_ids: Sequence[str], sharing: Sharing) -> Shares:
    """What `assign` would do, without doing it; raises as it does."""
    people = sharing.annotator_ids
    if not people:
        raise AnnotatorError("Nobody was chosen to annotate; choose at least one annotator.")
    if not 1 <= sharing.per_article <= len(people):
        raise AnnotatorError(
            f"Each article cannot go to {sharing.per_article} of {len(people)} annotators; "
            f"choose a number from 1 to {len(people)}."
        )
    batch = _batch_named(sharing.batch)
    got: Counter[str] = Counter()
    known = {who: project.store.every_assignment(who) for who in people}
    assigned = {it.article_id for found in known.values() for it in found if it.place}
    new = [each for each in article_ids if each not in assigned]
    # One draw, so that the pilot is a sample of what the rest is too.
    [order] = shared_out(new, ("",), 1, sharing.seed).values()
    pilot, rest = order[: sharing.pilot], order[sharing.pilot :]
    edits = []
    for name, ids, count in (
        (PILOT, pilot, len(people)),
        (batch, rest, sharing.per_article),
    ):
        load = {who: sum(it.place > 0 for it in known[who]) for who in people}
        for who, queue in shared_out(ids, people, count, sharing.seed, load).items():
            changes = queued(known[who], queue, who, name)
            edits += [Edit(before, after) for before, after in changes]
            got[who] += len(changes)
            replaced = {after.article_id for _, after in changes}
            kept = [it for it in known[who] if it.article_id not in replaced]
            known[who] = [*kept, *(after for _, after in changes)]
    return Shares(tuple(edits), len(new), len(pilot), len(article_ids) - len(new), dict(got))


def _batch_named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise AnnotatorError("The batch needs a name, like “main”.")
    if name.casefold() == TRAINING:
        raise Advised(
            f"A batch cannot be called “{name}”: that is the articles with a key which come first, "
            "the same for all.",
            typed="Give it another name, or make a training with --batch training.",
            in_window="Give it another name, or choose Make a training… instead.",
        )
    return name


def withdraw(
    project: Project, annotator_id: str, article_ids: Sequence[str], by: str = ""
) -> Step | None:
    """Take articles out of an annotator's queue; what was done with them is kept."""
    wanted = set(article_ids)
    edits = [
        Edit(each, withdrawn(each))
        for each in project.store.every_assignment(annotator_id)
        if each.place and each.article_id in wanted
    ]
    names = {each.id: each.name for each in project.annotators()}
    title = f"{_articles(len(edits))} taken out of {names[annotator_id]}’s queue"
    return project.do(title, *edits, annotator_id=by) if edits else None


def moving(
    project: Project, article_ids: Sequence[str], giver: str, taker: str, by: str = ""
) -> Work[Step | None]:
    """`reassign` as work, or `withdraw` where there is no taker."""
    yield Progress(0, 1)
    if taker:
        return reassign(project, article_ids, giver, taker, by)
    return withdraw(project, giver, article_ids, by)


def reassign(
    project: Project, article_ids: Sequence[str], giver: str, taker: str, by: str = ""
) -> Step | None:
    """Move articles from one annotator's queue to the end of another's, in one step."""
    wanted = set(article_ids)
    given = [
        it for it in project.store.every_assignment(giver) if it.place and it.article_id in wanted
    ]
    known = project.store.every_assignment(taker)
    edits = [Edit(it, withdrawn(it)) for it in given]
    for batch in dict.fromkeys(it.batch for it in given):
        moved = [it.article_id for it in given if it.batch == batch]
        changes = queued(known, moved, taker, batch)
        edits += [Edit(before, after) for before, after in changes]
        known = [*known, *(after for _, after in changes)]
    names = {each.id: each.name for each in project.annotators()}
    title = f"{_articles(len(given))} moved from {names[giver]} to {names[taker]}"
    return project.do(title, *edits, annotator_id=by) if given else None


def not_begun(project: Project, annotator_id: str, batch: str = "") -> list[str]:
    """The articles of the annotator's queue, of one batch if given, that are still to do."""
    return [
        it.article_id
        for it in project.store.every_assignment(annotator_id)
        if it.place and it.state is State.TODO and batch in ("", it.batch)
    ]


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


# ---------------------------------------------------------------------------- how far everyone is


@dataclass(frozen=True, slots=True)
class QueueProgress:
    """How far an annotator is with a batch ("" for all they have): articles by state.

    `milliseconds` is the time spent with an article in front, idle time cut off, over all articles
    of the batch, `median` that of the middle one of those which are done; `labels` how many labels
    they made there, or on any article if they were given none.
    """

    annotator: Annotator
    batch: str
    states: Mapping[State, int] = field(default_factory=dict)
    milliseconds: int = 0
    median: int = 0
    labels: int = 0

    @property
    def articles(self) -> int:
        """How many articles are in it."""
        return sum(self.states.values())

    @property
    def done(self) -> int:
        """How many are done or skipped with a reason."""
        return self.states.get(State.DONE, 0) + self.states.get(State.SKIPPED, 0)


def progressing(project: Project) -> Work[list[QueueProgress]]:
    """`progress` as work."""
    yield Progress(0, 1)
    return progress(project)


def progress(project: Project) -> list[QueueProgress]:
    """How far everyone is, with each batch and over all, in the order of annotators."""
    times = project.store.time_by_article()
    labels = project.store.labels_by_article()
    in_all = Counter[str]()
    for (_, who), count in labels.items():
        in_all[who] += count
    found = []
    for annotator in project.annotators():
        mine = project.store.every_assignment(annotator.id)
        placed = [each for each in mine if each.place]
        batches: dict[str, list[Assignment]] = {"": placed or mine}
        for each in (it for it in placed if it.batch):
            batches.setdefault(each.batch, []).append(each)
        for batch, those in batches.items():
            states = Counter(each.state for each in those)
            if not placed:
                states = Counter(project.state_counts(annotator.id))
            keys = [(each.article_id, annotator.id) for each in those]
            found.append(
                QueueProgress(
                    annotator,
                    batch,
                    {state: states[state] for state in State if states[state]},
                    sum(times.get(key, 0) for key in keys),
                    _middle(times, those),
                    sum(labels.get(key, 0) for key in keys) if placed else in_all[annotator.id],
                )
            )
    return found


def _middle(times: Mapping[tuple[str, str], int], those: Sequence[Assignment]) -> int:
    ended = [it for it in those if it.state is State.DONE]
    taken = [time for it in ended if (time := times.get((it.article_id, it.annotator_id), 0))]
    return round(median(taken)) if taken else 0
