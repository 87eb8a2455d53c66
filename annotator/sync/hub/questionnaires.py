"""What annotators say about themselves, by way of a hub: apart from all entries, in its own table.

A copy sends what its own annotator said and reads that back on their other machines; whoever leads
reads what all said, to count it. The hub gives nobody else a row.
"""

from collections.abc import Iterator

import msgspec

from annotator.core.model import Value
from annotator.core.questionnaire import Questionnaire
from annotator.project import Project
from annotator.project.questionnaire import is_own_copy, makes_sense, to_hand_in
from annotator.records import as_json
from annotator.sync.hub.server import Hub


def brought_together(project: Project, hub: Hub, me: str | None) -> list[str]:
    """Send what `me` said here and take what the hub holds; the later word stands.

    `me` is None for who leads, who sends nothing. Gives sentences about what made no sense.
    """
    if me is not None and not is_own_copy(project, me):
        return []
    rows = hub.rows(
        "SELECT annotator, time, answers FROM annotator.questionnaires "
        "WHERE project = %s ORDER BY annotator",
        project.id,
    )
    if me is not None:
        _send(project, hub, me, {who: time for who, time, _ in rows}.get(me, ""))
    names = {each.id: each.name for each in project.annotators()}
    refused = []
    taken = []
    for who, given in _told(rows):
        if who not in names:  # who joined a moment ago waits for the next time
            continue
        if given is None or not makes_sense(given):
            refused.append(
                f"The answers of {names[who]} to “About you” on the hub make no sense; they were "
                "left out."
            )
        elif given != project.store.questionnaire(who):
            taken.append((who, given))
    if taken:
        with project.store.merging() as into:
            for who, given in taken:
                into.keep_questionnaire(who, given)
    return refused


def _send(project: Project, hub: Hub, me: str, there: str) -> None:
    """Send one's own, if it is newer than what is there; "rather not" takes back what was said."""
    said = project.store.questionnaire(me) if there else to_hand_in(project, me)
    if said is not None and said.time > there:
        hub.rows("SELECT annotator.say(%s, %s, %s)", project.id, said.time, as_json(said.answers))


def _told(rows: list[tuple[str, str, str]]) -> Iterator[tuple[str, Questionnaire | None]]:
    for who, time, content in rows:
        try:
            answers = msgspec.json.decode(content, type=dict[str, Value])
        except (msgspec.MsgspecError, ValueError, RecursionError):
            yield who, None
        else:
            yield who, Questionnaire(time, answers)
