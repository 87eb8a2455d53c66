"""Files into a project: each whole or not at all, with a report of what was left out and why."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace

from annotator.clock import new_id, now
from annotator.core.duplicates import VERSION_OF, NearIndex, sketch
from annotator.core.edits import Edit, Step, StepKind
from annotator.core.errors import AnnotatorError
from annotator.core.labels import pieces_fault, shortened
from annotator.core.model import (
    PROPERTIES,
    QUOTE_CONTEXT,
    Annotator,
    AnnotatorKind,
    Answer,
    Article,
    Assignment,
    Label,
    Metadata,
    SecondAnswer,
    State,
    Value,
)
from annotator.core.shares import percent
from annotator.core.text import sha256
from annotator.core.work import Progress, Work
from annotator.formats.exchange import (
    Draft,
    DraftAnswer,
    DraftElsewhere,
    DraftLabel,
    Skipped,
)
from annotator.formats.reading import read
from annotator.formats.source import Source
from annotator.project.decisions_in import Arrived, decisions_from
from annotator.project.door import Project
from annotator.project.fitting import GrowingCodebook, fitting_value
from annotator.project.import_values import ImportOptions, ImportReport, NearTwin, Twins
from annotator.project.naming import article_id_of
from annotator.store.bulk import Bulk

__all__ = [
    "ImportOptions",
    "ImportReport",
    "NearTwin",
    "Twins",
    "add_drafts",
    "import_files",
]

_MOST_TOLD = 1_000
"""How many left-out lines a report names; the rest is counted."""

_EVERY = 20
"""After how many articles the work can be stopped."""


def import_files(
    project: Project,
    sources: Sequence[Source],
    options: ImportOptions = ImportOptions(),  # noqa: B008 - frozen
    *,
    annotator_id: str = "",
    rehearse: bool = False,
) -> Work[ImportReport]:
    """Add what is in files and data sets, in one step; `rehearse` only says what would be.

    Each is added whole or, where it cannot be read, left out whole and told. Where the work is
    stopped the project is as it was. Raises AnnotatorError if the only one cannot be read.
    """
    who = annotator_id or project.annotators()[0].id
    several = len(sources) > 1
    with project.store.adding(keep=not rehearse) as bulk:
        taking = _Taking(project, bulk, options, who)
        if options.near > 0:
            yield from taking.learn_texts()
        for source in sources:
            before = taking.kept() if several else taking
            if several:
                bulk.begin_part()
            try:
                taking.begin(source, several)
                for number, item in enumerate(_read(source, options)):
                    taking.take(item)
                    if number % _EVERY == 0:
                        yield _progress(source, sources, number + 1)
            except AnnotatorError as error:
                if not several:
                    raise
                bulk.drop_part()
                taking = before
                name = source.path.name
                taking.leave(str(source.path), str(error).removeprefix(f"“{name}” ").rstrip("."))
            else:
                if several:
                    bulk.keep_part()
        named = sources[0].path.name if len(sources) == 1 else ""
        step = bulk.finish(taking.finished(named))
    if step is not None and not rehearse:
        project.written(step)
    return taking.report()


def _read(source: Source, options: ImportOptions) -> Iterator[Draft | Skipped]:
    for item in read(source, options.form, options.reading):
        if not isinstance(item, Skipped | DraftElsewhere) and not item.text.strip():
            raise AnnotatorError(f"“{source.path.name}” holds no text.")
        yield item


def _progress(source: Source, sources: Sequence[Source], count: int) -> Progress:
    if len(sources) == 1:
        return Progress(source.position, source.size, source.path.name, count)
    return Progress(sources.index(source), len(sources), source.path.name)


def add_drafts(
    project: Project, drafts: Sequence[Draft], *, annotator_id: str = "", twins: Twins = Twins.SKIP
) -> Work[ImportReport]:
    """Add articles at the end of the queue: all of them in one go, or none."""
    who = annotator_id or project.annotators()[0].id
    with project.store.adding() as bulk:
        taking = _Taking(project, bulk, ImportOptions(twins=twins), who)
        for number, draft in enumerate(drafts):
            yield Progress(number, len(drafts), draft.title)
            taking.take(draft)
        step = bulk.finish(taking.finished(""))
    if step is not None:
        project.written(step)
    return taking.report()


class _Taking:
    """Takes what a reader gives into the open transaction, piece by piece."""

    def __init__(
        self, project: Project, bulk: Bulk, options: ImportOptions, annotator_id: str
    ) -> None:
        self._project = project
        self._bulk = bulk
        self._options = options
        self._annotator_id = annotator_id
        self._people = {each.name: each.id for each in project.annotators()}
        self._people |= options.annotators
        self._book = GrowingCodebook(project.codebook, options.tags, new_tags=options.new_tags)
        self._version = project.codebook_version
        self._versions: set[int] = set()
        self._edits: list[Edit] = []
        self._now = now()
        self._ids: list[str] = []
        self._skipped: list[Skipped] = []
        self._more = self._labels = self._answers = self._decisions = 0
        self._gold = {
            it.name: it.id for it in project.annotators() if it.kind is AnnotatorKind.GOLD
        }
        self._came: dict[str, str] = {}
        self._joined: set[str] = set()
        self._named: dict[str, str] = {}
        self._new_people: list[str] = []
        self._first_title = ""
        self._within = ""
        self._near: NearIndex | None = None
        self._titles: dict[str, str] = {}
        self._twins: list[NearTwin] = []

    def learn_texts(self) -> Work[None]:
        """Sketch the texts that are there, so that those nearly the same are found."""
        index = self._near = NearIndex()
        ids = self._project.store.every_article_id()
        for number, (article_id, title, text) in enumerate(self._project.store.texts(ids)):
            index.add(article_id, sketch(text))
            self._titles[article_id] = title
            if number % _EVERY == 0:
                yield Progress(number, len(ids), "looking for texts that are nearly the same")

    def kept(self) -> "_Taking":
        """All that was counted so far, to go back to."""
        saved = copy(self)
        saved._book = copy(self._book)
        saved._people, saved._versions = dict(self._people), set(self._versions)
        saved._edits, saved._ids = list(self._edits), list(self._ids)
        saved._twins, saved._joined = list(self._twins), set(self._joined)
        saved._named, saved._gold = dict(self._named), dict(self._gold)
        saved._skipped, saved._new_people = list(self._skipped), list(self._new_people)
        return saved

    def begin(self, source: Source, several: bool) -> None:
        """Another file comes; its name is told where there are several."""
        self._within = str(source.path) if several else ""

    # ------------------------------------------------------------------ one article

    def take(self, item: Draft | Skipped) -> None:
        """Add an article with its labels, or note that something was left out."""
        if isinstance(item, Skipped):
            self._leave(item.where, item.why)
            return
        if isinstance(item, DraftElsewhere):
            self._take_elsewhere(item)
            return
        draft, options = item, self._options
        digest = sha256(draft.text)
        twin = self._bulk.article_with(digest)
        if twin and options.twins is Twins.SKIP:
            self._leave(self._where(draft), "the same text is in the project already")
            return
        if twin and options.twins is Twins.MERGE:
            article_id = twin
            if not (draft.labels or draft.answers or draft.second_answers):
                self._leave(self._where(draft), "the same text is in the project already")
                return
            there = self._bulk.labels_on(twin)
            self._joined.add(twin)
        else:
            near = self._nearly(draft) if not twin else ""
            if near and options.near_twins is Twins.SKIP:
                return
            article_id = self._added(draft, digest, twin, near)
            there = {}
        self._add_work(draft, article_id, there)

    def _take_elsewhere(self, draft: DraftElsewhere) -> None:
        """Add what the file says about an article that is in the project, or came before."""
        name = draft.name
        article_id = self._named.get(name)
        if article_id is None:
            self._bulk.write_held()
            try:
                article_id = self._named[name] = article_id_of(self._project.store, name)
            except AnnotatorError as error:
                self._leave(draft.where, str(error))
                return
        for item in draft.placed(self._project.article(article_id).text):
            if isinstance(item, Skipped):
                self._leave(item.where, item.why)
            else:
                there = self._bulk.labels_on(article_id) if item.labels else {}
                self._joined.add(article_id)
                self._add_work(item, article_id, there)

    def _add_work(
        self, draft: Draft, article_id: str, there: Mapping[tuple[str, str, str], str]
    ) -> None:
        """Add what annotators made of an article, but the labels that are `there`."""
        self._came = {}
        for decision in draft.decisions:
            self._see_that_gold_is_there(decision.annotator)
        self._add_labels(draft, article_id, there)
        self._add_answers(draft, article_id, Answer, draft.answers)
        self._add_answers(draft, article_id, SecondAnswer, draft.second_answers)
        if draft.decisions:
            self._add_decisions(draft, article_id)
        if draft.states:
            self._bulk.set_states(
                Assignment(article_id, self._person(who), state)
                for who, state in draft.states.items()
                if state is not State.TODO
            )

    def _where(self, draft: Draft) -> str:
        # Of several files, one without a place of its own is named by its path alone.
        return draft.where or ("" if self._within else draft.title)

    def _nearly(self, draft: Draft) -> str:
        """The id of an article that is nearly the same, noted for the report; "" if none is."""
        if self._near is None:
            return ""
        found = self._near.nearest(sketch(draft.text), self._options.near)
        if found is None:
            return ""
        other, alike = found
        title = self._titles.get(other, other)
        self._twins.append(NearTwin(draft.title or self._where(draft), title, alike))
        if self._options.near_twins is Twins.SKIP:
            why = f"it is nearly the same ({percent(alike)}) as “{shortened(title)}”"
            self._leave(self._where(draft), why)
        return other

    def _added(self, draft: Draft, digest: str, twin: str, near: str = "") -> str:
        article_id = draft.id if _is_id(draft.id) else ""
        if not article_id or self._bulk.has_article(article_id):
            article_id = new_id()
        article = _article(draft, article_id, digest, self._options.metadata)
        linked = twin if self._options.twins is Twins.LINK else ""
        linked = linked or (near if self._options.near_twins is Twins.LINK else "")
        if linked:
            extra = {**article.metadata.extra, VERSION_OF: linked}
            article = replace(article, metadata=replace(article.metadata, extra=extra))
        self._bulk.add_article(article)
        if self._near is not None:
            self._near.add(article_id, sketch(draft.text))
            self._titles[article_id] = article.title
        self._ids.append(article_id)
        self._first_title = self._first_title or article.title
        return article_id

    # ------------------------------------------------------------------ labels

    def _add_labels(
        self, draft: Draft, article_id: str, there: Mapping[tuple[str, str, str], str]
    ) -> None:
        made: list[Label] = []
        own = [label.id for label in draft.labels if _is_id(label.id)]
        free = set(own) - self._bulk.label_ids(own) if own else set()
        for label in draft.labels:
            fault = pieces_fault(draft.text, label.pieces)
            if fault:
                self._leave(f"{self._where(draft)}, label “{label.tag}”", fault)
                continue
            key = self._tag(label)
            if not key:
                where = f"{self._where(draft)}, {_named(draft, label)}"
                self._leave(where, f"the codebook has no tag “{label.tag}”")
                continue
            who = self._person(label.annotator)
            known = there.get((who, key, _pieces_json(label))) if there else None
            if known:
                self._came[label.id] = known
                continue
            label_id = label.id if label.id in free else new_id()
            free.discard(label_id)
            self._came[label.id] = label_id
            made.append(self._label(draft, article_id, label, label_id, key, who))
        self._bulk.add_labels(made)
        self._labels += len(made)

    def _label(
        self,
        draft: Draft,
        article_id: str,
        label: DraftLabel,
        label_id: str,
        key: str,
        who: str,
    ) -> Label:
        text, start, end = draft.text, label.pieces[0].start, label.pieces[-1].end
        fields = self._fields(draft, label, key) if label.fields else {}
        self._versions.add(self._version)
        return Label(
            id=label_id,
            article_id=article_id,
            annotator_id=who,
            tag=key,
            pieces=label.pieces,
            quote=text[start:end],
            prefix=text[max(0, start - QUOTE_CONTEXT) : start],
            suffix=text[end : end + QUOTE_CONTEXT],
            codebook_version=self._version,
            created=label.created or self._now,
            updated=label.updated or label.created or self._now,
            fields=fields,
            note=label.note,
            origin=label.origin,
        )

    def _tag(self, label: DraftLabel) -> str:
        key = self._book.tag(label.tag)
        self._use_book()
        return key

    def _fields(self, draft: Draft, label: DraftLabel, tag: str) -> dict[str, Value]:
        held: dict[str, Value] = {}
        for name, value in label.fields.items():
            asked = self._book.field(tag, name, value)
            fitting = fitting_value(asked, value)
            if fitting is not None:
                held[asked.key] = fitting
            else:
                where = f"{self._where(draft)}, {_named(draft, label)}"
                self._leave(where, f"{asked.name} cannot be “{shortened(str(value))}”")
        self._use_book()
        return held

    def _use_book(self) -> None:
        if self._book.changed:
            before, after = self._book.taken()
            self._bulk.apply([Edit(before, after)])
            self._version = self._bulk.version()

    # ------------------------------------------------------------------ answers and people

    def _add_answers(
        self,
        draft: Draft,
        article_id: str,
        kind: type[Answer] | type[SecondAnswer],
        answers: Sequence[DraftAnswer],
    ) -> None:
        made: list[Answer | SecondAnswer] = []
        given: set[tuple[str, str]] = set()
        for answer in answers:
            question = self._book.question(answer.question, answer.value)
            self._use_book()
            who = self._person(answer.annotator)
            fitting = fitting_value(question, answer.value)
            where = f"{self._where(draft)}, answer “{answer.question}”"
            known = self._bulk.answered(kind, article_id, who, question.key)
            if fitting is None:
                self._leave(where, f"it cannot be “{shortened(str(answer.value))}”")
            elif (who, question.key) in given:
                self._leave(where, "the same annotator has another answer to it in this file")
            elif known is None:
                given.add((who, question.key))
                fitted = replace(answer, value=fitting)
                made.append(self._answer(kind, fitted, article_id, question.key, who))
            elif known[1] == fitting:
                self._came[answer.id] = known[0]
            else:
                self._leave(where, "the same annotator has another answer to it here, which stays")
        self._bulk.add_answers(made)
        self._answers += len(made)
        self._versions.update(answer.codebook_version for answer in made)

    def _answer(
        self,
        kind: type[Answer] | type[SecondAnswer],
        answer: DraftAnswer,
        article_id: str,
        key: str,
        who: str,
    ) -> Answer | SecondAnswer:
        own = _is_id(answer.id) and not self._bulk.has_answer(kind, answer.id)
        answer_id = self._came[answer.id] = answer.id if own else new_id()
        return kind(
            id=answer_id,
            article_id=article_id,
            annotator_id=who,
            question=key,
            value=answer.value,
            codebook_version=self._version,
            created=answer.created or self._now,
            updated=answer.updated or answer.created or self._now,
        )

    # ------------------------------------------------------------------ gold

    def _see_that_gold_is_there(self, name: str) -> None:
        """Have the file's gold be the project's, or an annotator of that kind."""
        if name in self._people:
            if self._people[name] in self._gold.values():
                self._gold[name] = self._people[name]
            return
        mine = next(iter(self._gold.values()), "")
        if not mine:
            mine = self._someone(Annotator(new_id(), name, AnnotatorKind.GOLD))
        self._people[name] = self._gold[name] = mine

    def _add_decisions(self, draft: Draft, article_id: str) -> None:
        arrived = Arrived(article_id, self._came, *self._bulk.work_on(article_id))
        made, left = decisions_from(draft, arrived, self._gold, self._person)
        for each in made:
            own = _is_id(each.id) and not self._bulk.has_decision(each.id)
            self._bulk.add_decision(each if own else replace(each, id=new_id()))
        self._decisions += len(made)
        if left:
            what = "1 decision about gold" if left == 1 else f"{left:,} decisions about gold"
            self._leave(
                f"{self._where(draft)}, {what}", "not all that was compared there has come along"
            )

    def _person(self, name: str) -> str:
        name = name.strip()
        if not name:
            return self._annotator_id
        known = self._people.get(name)
        if known is None:
            known = self._people[name] = self._someone(Annotator(new_id(), name))
        return known

    def _someone(self, annotator: Annotator) -> str:
        """The id of an annotator who is new to the project."""
        edit = Edit(None, annotator)
        self._bulk.apply([edit])
        self._edits.append(edit)
        self._new_people.append(annotator.name)
        return annotator.id

    # ------------------------------------------------------------------ the end

    def _leave(self, where: str, why: str) -> None:
        self.leave(": ".join(part for part in (self._within, where) if part), why)

    def leave(self, where: str, why: str) -> None:
        """Note that something was left out, and why."""
        if len(self._skipped) < _MOST_TOLD:
            self._skipped.append(Skipped(where, why))
        else:
            self._more += 1

    def finished(self, name: str) -> Step | None:
        """The step of the journal that tells of this; None if nothing was added."""
        edits = list(self._edits)
        if self._book.now != self._project.codebook:
            edits.append(Edit(self._project.codebook, self._book.now))
        if not (self._ids or self._labels or self._answers or self._decisions or edits):
            return None
        self._bulk.keep_versions(self._versions)
        count = len(self._ids)
        if count == 1:
            title = f"Article “{shortened(self._first_title)}” added"
        elif count:
            title = f"{count:,} articles added"
        else:
            added = (
                (self._labels, "labels"),
                (self._answers, "answers"),
                (self._decisions, "decisions"),
            )
            number, what = next((each for each in added if each[0]), added[0])
            title = f"{number:,} {what} added"
        if name and count != 1:
            title += f" from {name}"
        return self._project.step(title, tuple(edits), self._annotator_id, StepKind.IMPORT)

    def report(self) -> ImportReport:
        """What was done."""
        return ImportReport(
            ids=tuple(self._ids),
            labels=self._labels,
            answers=self._answers,
            decisions=self._decisions,
            joined=len(self._joined),
            new_tags=tuple(self._book.new),
            new_annotators=tuple(self._new_people),
            skipped=tuple(self._skipped),
            more=self._more,
            near=tuple(self._twins),
        )


def _pieces_json(label: DraftLabel) -> str:
    return f"[{','.join(f'[{start},{end}]' for start, end in label.pieces)}]"


def _named(draft: Draft, label: DraftLabel) -> str:
    start, end = label.pieces[0].start, label.pieces[-1].end
    return f"label “{shortened(draft.text[start:end])}”"


def _is_id(text: str) -> bool:
    """Whether this is an id that no other program would have given by chance: a UUID."""
    return len(text) == 36 and text.count("-") == 4 and text.replace("-", "").isalnum()


def _article(draft: Draft, article_id: str, digest: str, metadata: Mapping[str, str]) -> Article:
    named = {name: metadata.get(name) or getattr(draft, name) for name in PROPERTIES}
    extra = {key: value for key, value in metadata.items() if key not in PROPERTIES}
    known = Metadata(article_id=article_id, extra={**draft.extra, **extra}, **named)
    return Article(article_id, draft.text, draft.headline_end, digest, known)
