"""Articles and projects to measure with: fiction, made anew from fixed seeds."""

import random
from pathlib import Path

from annotator.codebooks import shipped_codebook
from annotator.core.model import Article, Label, Span
from annotator.core.text import headline_end, words
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.importing import add_drafts

TAG_KEYS = "1234567"
"""The keys of the tags in the codebook `loaded-language`."""

_WHO = (
    "the harbour board of Port Ellery",
    "councillor Maren Tolliver",
    "a so-called expert",
    "the ferry crew",
    "residents of Low Quay",
    "the regime in Vastmark",
    "a spokesman",
    "the disgraced minister",
    "our reporter",
    "Chancellor Odile Brandt",
    "the heroic volunteers",
    "most observers",
    "the radical faction",
    "nobody",
)
_DID = (
    "slammed",
    "announced",
    "quietly shelved",
    "defended",
    "admitted",
    "brazenly ignored",
    "approved",
    "questioned",
    "claimed to support",
    "tore apart",
    "praised",
    "delayed",
    "blasted",
    "welcomed",
    "refused to explain",
)
_WHAT = (
    "the new tide wall",
    "a catastrophic budget",
    "the plan for the old cannery",
    "a modest rise in fares",
    "the so-called reform",
    "yet another scandal",
    "the vote on Thursday",
    "its own report",
    "a shameful deal",
    "the school on Mill Road",
    "a chaotic evacuation",
    "the water quality figures of 2031",
)
_TAIL = (
    "on Tuesday",
    "after weeks of talks",
    "without a single hearing",
    "to the relief of many",
    "once again",
    "despite 412 objections",
    "in a horrific blunder",
    "as expected",
    "before dawn",
    "for the third time",
)


def sentence(chance: random.Random) -> str:
    """One sentence of news from places that do not exist; every eighth one quotes somebody."""
    who, did, what, tail = (chance.choice(part) for part in (_WHO, _DID, _WHAT, _TAIL))
    said = f"{did} {what} {tail}"
    if chance.random() < 1 / 8:
        speaker = f"{chance.choice(('Ada', 'Jonas', 'Mirel'))} {chance.choice(('Voss', 'Lind'))}"
        return f"“{who[0].upper()}{who[1:]} {said},” said {speaker} of Port Ellery."
    return f"{who[0].upper()}{who[1:]} {said}."


def draft(count: int, seed: int) -> Draft:
    """An article of about `count` words with a headline; another text for each seed."""
    chance = random.Random(seed)
    title = f"{sentence(chance)[:-1]}, part {seed}"
    parts, written = [title], len(title.split())
    while written < count:
        lines = [sentence(chance) for _ in range(chance.randint(3, 6))]
        parts.append(" ".join(lines))
        written += sum(len(line.split()) for line in lines)
    text = "\n\n".join(parts)
    return Draft(text=text, headline_end=headline_end(text), title=title)


def new_project(path: Path, drafts: list[Draft]) -> tuple[Project, list[Article]]:
    """A project with these articles, in their order."""
    project = Project.create(path, path.stem, shipped_codebook("loaded-language"), "Ada Voss")
    ids = finish(add_drafts(project, drafts)).ids
    return project, [project.article(article_id) for article_id in ids[:2]]


def label_words(desk: Desk, article: Article, count: int, seed: int) -> list[Label]:
    """Label so many different words of the article, the tags in turns."""
    picked = random.Random(seed).sample(places(article), count)
    tags = desk.project.codebook.tags
    made = []
    for number, tag in enumerate(tags):
        mine = [(word,) for word in picked[number :: len(tags)]]
        made += desk.tag(article, tag.key, mine)
    return made


def places(article: Article) -> list[Span]:
    """The words of the article's body."""
    return words(article.text, article.headline_end)
