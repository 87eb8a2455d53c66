"""Every fault of a project file, found without changing anything."""

from collections.abc import Iterator

from annotator.core.errors import AnnotatorError
from annotator.core.labels import label_fault
from annotator.core.model import Answer, Codebook, Decision
from annotator.core.text import sha256
from annotator.core.work import Progress, Work
from annotator.project.door import Project


def checked(project: Project) -> Work[list[str]]:
    """Every fault of the file: SQLite's own, journal, hashes, quotes, tags, answers, decisions."""
    faults = project.store.faults_of_the_file()
    faults.extend(project.store.faults_of_the_journal())
    books: dict[int, Codebook] = {}
    ids = project.store.every_article_id()
    for number, article_id in enumerate(ids):
        yield Progress(number, len(ids), "checking")
        try:
            faults.extend(_faults_of(project, article_id, books))
        except AnnotatorError as error:
            faults.append(f"Article {article_id}: {error}")
    return faults


def _faults_of(project: Project, article_id: str, books: dict[int, Codebook]) -> Iterator[str]:
    article = project.store.article(article_id)
    if article is None:
        yield f"Article {article_id} has no text."
        return
    if sha256(article.text) != article.sha256:
        yield f"Article {article_id}: its text was altered after it was added."

    def book(version: int) -> Codebook:
        if version not in books:
            books[version] = project.codebook_of(version)
        return books[version]

    for label in project.labels(article_id):
        fault = label_fault(label, article.text)
        if fault:
            yield fault
        if book(label.codebook_version).tag(label.tag) is None:
            yield f"Label {label.id}: its codebook has no tag “{label.tag}”."
    yield from _faults_of_decisions(project, article_id)
    project.store.assignments(article_id)  # raises where one cannot be read
    for answer in project.answers(article_id):
        if book(answer.codebook_version).question(answer.question) is None:
            yield f"Answer {answer.id}: its codebook has no question “{answer.question}”."


def _faults_of_decisions(project: Project, article_id: str) -> Iterator[str]:
    """What decisions about the article name that is not there, or is somebody else's.

    A source that its owner has removed since is no fault: that opens the place again.
    """
    labels = {it.id: it.annotator_id for it in project.labels(article_id)}
    answers = project.answers(article_id)
    for decision in project.store.decisions(article_id):
        about = f"Decision {decision.id}"
        known = {it.id: it.annotator_id for it in answers} if decision.question else labels
        what = "answer" if decision.question else "label"
        for gold in decision.gold:
            if gold not in known:
                yield f"{about}: its gold {what} {gold} is not there."
            elif known[gold] != decision.annotator_id:
                yield f"{about}: what it names as gold, {what} {gold}, is not gold’s."
        for source in decision.sources:
            if source not in known and not _was_there(project, decision, source):
                yield f"{about}: it is about {what} {source}, which was never there."


def _was_there(project: Project, decision: Decision, source: str) -> bool:
    """Whether the journal tells of a label or answer that is not there any more."""
    if not decision.question:
        return bool(project.store.steps_that_touched(f"label:{source}"))
    names = (
        f"answer:{decision.article_id}:{each.id}:{decision.question}"
        for each in project.annotators()
    )
    return any(
        isinstance(edit.before, Answer) and edit.before.id == source
        for name in names
        for step in project.store.steps_that_touched(name)
        for edit in step.edits
    )
