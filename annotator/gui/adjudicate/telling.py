"""What the workspace says about a place and about how far an article is."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from annotator.core.adjudication import AskedPlace, Place, is_by_votes
from annotator.core.labels import shortened
from annotator.core.model import Decision, Verdict
from annotator.core.text import paragraphs
from annotator.gui.adjudicate.options import named_value, other_gold, translated
from annotator.project import Project
from annotator.project.adjudicating import Compared

_LONGEST = 120
"""Code points of a place's words that are shown."""


def words_of(found: Compared, place: Place | AskedPlace) -> str:
    """The words of the place, or the question."""
    if isinstance(place, AskedPlace):
        return place.question.name
    if found.is_whole(place):
        return translated("The whole article")
    return shortened(found.article.text[place.start : place.end], _LONGEST)


def where_is(found: Compared, place: Place | AskedPlace) -> str:
    """The headline, the number of the paragraph in the body, or that it is about the article."""
    if isinstance(place, AskedPlace) or found.is_whole(place):
        return translated("about the article")
    article = found.article
    if place.start < article.headline_end:
        return translated("headline")
    return f"¶ {bisect_right(_body(article.text, article.headline_end), place.start)}"


@lru_cache(4)
def _body(text: str, headline_end: int) -> tuple[int, ...]:
    """Where the paragraphs of the body start."""
    return tuple(it.start for it in paragraphs(text) if it.start >= headline_end)


def state_of(project: Project, found: Compared, place: Place | AskedPlace) -> tuple[str, str]:
    """What was decided about the place and by whom, and the tone to say it in; "" for nothing."""
    decided = found.decided.get(place.sources)
    if decided is None:
        mine = set(place.sources)
        earlier = [it for it in found.decisions if mine.intersection(it.sources)]
        if earlier and all(map(is_by_votes, earlier)):  # on some of the labels here
            return _by_votes(project, found, earlier), "muted"
        again = translated("Decided before; labels here have changed since.")
        return (again, "warn") if earlier else ("", "muted")
    people = {each.id: each.name for each in project.annotators()}
    who = people.get(decided.by, decided.by)
    if is_by_votes(decided):
        return _by_votes(project, found, [decided]), "ok"
    tone = "warn" if decided.verdict is Verdict.DISCUSS else "ok"
    return _verdict(decided).format(who=who) + _edited(project, found, place, decided), tone


def _by_votes(project: Project, found: Compared, decisions: Sequence[Decision]) -> str:
    """By which votes what is gold: "By votes: majority, 67% of 3: Praise word"."""
    names = {tag.key: tag.name for tag in project.codebook.tags}
    tags = {label.id: names.get(label.tag, label.tag) for label in found.gold}
    said = (
        ": ".join([it.reason, *(tags[each] for each in it.gold if each in tags)])
        for it in decisions
    )
    return "; ".join(said)


def _verdict(decided: Decision) -> str:
    match decided.verdict:
        case Verdict.AGREED:
            return translated("Accepted as agreed, by {who}")
        case Verdict.EDITED:
            return translated("Edited by {who}")
        case Verdict.DISCUSS:
            return translated("To be discussed, says {who}")
        case _:
            return translated("Decided by {who}")


def _edited(project: Project, found: Compared, place: Place | AskedPlace, decided: Decision) -> str:
    """What stands that nobody said, as the end of a sentence."""
    if decided.verdict is not Verdict.EDITED:
        return ""
    if isinstance(place, AskedPlace):
        answer = found.answer_of(decided)
        return f": {named_value(place.question, answer.value)}" if answer is not None else ""
    names = {tag.key: tag.name for tag in project.codebook.tags}
    stands = (
        f"{names.get(it.tag, it.tag)} “{shortened(it.quote)}”" for it in other_gold(found, place)
    )
    return f": {'; '.join(stands)}"


def differences(found: Compared) -> list[Place | AskedPlace]:
    """All that was not accepted as agreed."""
    agreed = {key for key, it in found.decided.items() if it.verdict is Verdict.AGREED}
    return [it for it in found.everything if it.sources not in agreed]


def how_far(found: Compared, place: Place | AskedPlace | None) -> tuple[str, str]:
    """Which difference of how many this is, and how many agreements were accepted."""
    all_ = differences(found)
    here = place.sources if place is not None else None
    at = next((n for n, it in enumerate(all_, 1) if it.sources == here), 0)
    total = f"{len(all_):,}"
    if at:
        counted = translated("difference {n} of {all}").format(n=f"{at:,}", all=total)
    elif len(all_) == 1:
        counted = translated("1 difference")
    else:
        counted = translated("{n} differences").format(n=total)
    count = len(found.everything) - len(all_)
    if count == 1:
        return counted, translated("1 agreed one accepted")
    accepted = translated("{n} agreed ones accepted").format(n=f"{count:,}")
    return counted, accepted if count else ""


def ended(gold: int, articles: int, whole: int) -> tuple[str, str, str]:
    """A title, a sentence and what to do next where all of an article is decided.

    `gold` counts its gold labels, `whole` all of the project, `articles` those with something left.
    """
    labels = translated("1 gold label") if gold == 1 else translated("{n} gold labels")
    here = translated("{labels} in this article.").format(labels=labels.format(n=f"{gold:,}"))
    if articles:
        more = translated("{n} articles are left.").format(n=f"{articles:,}")
        more = translated("1 article is left.") if articles == 1 else more
        return (
            translated("Everything here is decided"),
            f"{here} {more}",
            translated("Next article"),
        )
    all_ = translated("{n} in all.").format(n=f"{whole:,}")
    return translated("Everything is decided"), f"{here} {all_}", translated("Export…")
