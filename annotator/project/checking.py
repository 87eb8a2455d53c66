"""Every fault of a project file, found without changing anything."""

from collections.abc import Iterator

from annotator.core.errors import AnnotatorError
from annotator.core.labels import label_fault
from annotator.core.model import Codebook
from annotator.core.text import sha256
from annotator.core.work import Progress, Work
from annotator.project.door import Project


def checked(project: Project) -> Work[list[str]]:
    """Every fault of the file: SQLite's own, journal, hashes, quotes, pieces, tags, answers."""
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
    project.store.assignments(article_id)  # raises where one cannot be read
    for answer in project.answers(article_id):
        if book(answer.codebook_version).question(answer.question) is None:
            yield f"Answer {answer.id}: its codebook has no question “{answer.question}”."
