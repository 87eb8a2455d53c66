"""From when on the labels of an article are shown to others than who made them: the one rule.

A project asks it of its own file; `sync.hub.functions` has a hub's server follow the same rule.
"""

from collections.abc import Collection, Iterable

from annotator.core.model import Assignment, Release, Settings, State

_ENDED = (State.DONE, State.SKIPPED)


def waited_for(assignments: Iterable[Assignment], people: Collection[str]) -> list[Assignment]:
    """The assignments of those who are waited for, of all assignments of one article.

    `people` are the ids of all persons: keys, models and gold keep nobody waiting. Those who were
    given the article are waited for; where nobody was, those who began it.
    """
    theirs = [it for it in assignments if it.annotator_id in people]
    given = [it for it in theirs if it.place]
    return given or [it for it in theirs if it.state is not State.TODO]


def is_released(
    settings: Settings, assignments: Iterable[Assignment], people: Collection[str], today: str
) -> bool:
    """Whether the labels of the article with these assignments are shown; skipped is done too.

    `people` as in `waited_for`; `today` is a date (ISO 8601).
    """
    match settings.release:
        case Release.OPEN:
            return True
        case Release.DEADLINE:
            return bool(settings.deadline) and today >= settings.deadline
        case Release.BOTH:
            waited = waited_for(assignments, people)
            return bool(waited) and all(it.state in _ENDED for it in waited)


def is_kept_back(
    settings: Settings, assignments: Iterable[Assignment], people: Collection[str], today: str
) -> bool:
    """Whether the labels of the article stay with who made them when labels go out.

    They do until it is released; but an article that is at nobody's desk goes out, or the labels
    that an import brought would stay shut in.
    """
    theirs = list(assignments)
    waited = waited_for(theirs, people)
    return bool(waited) and not is_released(settings, theirs, people, today)
