"""Students who do not exist: labels made of a key by how well somebody does, from a seed.

For tests, journeys and the bench, which all need a class of which it is known who is good.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from annotator.core.feedback import COUNTS, Counts, counts_as
from annotator.core.labels import anchored
from annotator.core.model import Article, Label, Span
from annotator.core.spans import overlaps
from annotator.core.text import words


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody labels; all are probabilities but `slips`.

    `skill`: that a required place is marked. `decoys`: that a decoy is. `noise`: that an edge is a
    word off. `confusion`: that another tag is given. `reasons` and `rewords`: that a label has a
    note, or a neutral wording. `slips`: so many words are marked where the key has nothing.
    """

    skill: float = 1.0
    decoys: float = 0.0
    noise: float = 0.0
    confusion: float = 0.0
    slips: int = 0
    reasons: float = 0.0
    rewords: float = 0.0


def habits(skill: float) -> Habits:
    """What goes with a skill from 0 to 1: the less of it, the more goes wrong."""
    lack = 1 - skill
    return Habits(
        skill=skill,
        decoys=0.7 * lack,
        noise=0.4 * lack,
        confusion=0.4 * lack,
        slips=round(6 * lack),
        reasons=skill,
        rewords=skill,
    )


def simulated(
    article: Article,
    key: Sequence[Label],
    tags: Sequence[str],
    student_id: str,
    habits: Habits,
    seed: int,
) -> list[Label]:
    """What such a student labels: the key's labels, spoilt, and some of their own."""
    chance = Random(f"{seed} {student_id} {article.id}")
    found = words(article.text)
    made: list[Label] = []
    for label in key:
        wanted = {
            Counts.REQUIRED: habits.skill,
            Counts.DECOY: habits.decoys,
            Counts.OPTIONAL: habits.skill / 2,
            Counts.ALTERNATIVE: 0.0,
        }[counts_as(label)]
        if chance.random() < wanted:
            pieces = tuple(_off(piece, found, habits.noise, chance) for piece in label.pieces)
            tag = label.tag
            if chance.random() < habits.confusion:
                tag = chance.choice([it for it in tags if it != tag] or [tag])
            made.append(_label(article, label, tag, pieces, chance, habits))
    free = [
        word
        for word in found
        if not any(overlaps(word, it) for label in key for it in label.pieces)
    ]
    slipped = chance.sample(free, min(habits.slips, len(free)))
    made += [
        _label(article, None, chance.choice(list(tags)), (word,), chance, habits)
        for word in slipped
    ]
    named = [
        replace(it, id=f"{student_id}-{article.id}-{number}", annotator_id=student_id)
        for number, it in enumerate(made)
    ]
    return sorted(named, key=lambda it: it.start)


def _off(piece: Span, found: Sequence[Span], noise: float, chance: Random) -> Span:
    """The piece, with an edge moved to that of the word before or after it, now and then."""
    start, end = piece
    if chance.random() < noise:
        start = max((it.start for it in found if it.start < start), default=start)
    if chance.random() < noise:
        end = min((it.end for it in found if it.end > end), default=end)
    return Span(start, end)


def _label(
    article: Article,
    like: Label | None,
    tag: str,
    pieces: tuple[Span, ...],
    chance: Random,
    habits: Habits,
) -> Label:
    reworded = chance.random() < habits.rewords
    words_for_it = str(like.fields.get("neutral", "")) if like else ""
    fields = {"neutral": words_for_it or "something calmer"} if reworded else {}
    note = "It pushes the reader." if chance.random() < habits.reasons else ""
    quote, prefix, suffix = anchored(article.text, pieces)
    return Label(
        *("", article.id, "", tag, pieces, quote, prefix, suffix, 1, "", ""),
        fields=fields,
        note=note,
    )


def key_label(
    article: Article,
    quote: str,
    tag: str,
    counts: Counts = Counts.REQUIRED,
    *,
    note: str = "",
    who: str = "key",
) -> Label:
    """A label of the key on the first place of these words."""
    at = article.text.index(quote)
    pieces = (Span(at, at + len(quote)),)
    stood = anchored(article.text, pieces)
    return Label(
        *(f"{who}-{at}-{tag}", article.id, who, tag, pieces, *stood, 1, "", ""),
        fields={COUNTS.key: counts.value},
        note=note,
    )
