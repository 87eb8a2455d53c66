"""What the workspace says where there is nothing to adjudicate: why, and what decides."""

from annotator.core.model import Release
from annotator.gui.adjudicate.options import translated
from annotator.project.to_adjudicate import Outlook


def why_nothing(known: Outlook) -> tuple[str, str]:
    """A heading and a sentence on why no article can be adjudicated yet."""
    if known.annotators < 2:
        return (
            translated("Only one annotator"),
            translated(
                "Adjudicating begins where two or more have annotated the same articles. Add "
                "annotators and give them articles, or merge their hand-ins."
            ),
        )
    if not known.waiting:
        return (
            translated("Nothing to compare yet"),
            translated(
                "An article comes here as soon as two annotators have said that they are done."
            ),
        )
    count = known.waiting
    waiting = translated("1 article waits") if count == 1 else translated("{n} articles wait")
    return translated(
        "Nothing is released yet"
    ), f"{waiting.format(n=f'{count:,}')} {_reason(known)}"


def _reason(known: Outlook) -> str:
    if known.release is Release.DEADLINE and known.deadline:
        return translated(
            "for the deadline on {day}. Until then annotators stay blind to each other: so the "
            "project’s settings decide."
        ).format(day=known.deadline)
    if known.release is Release.DEADLINE:
        return translated(
            "for a deadline, and none is set. The project’s settings decide when labels are shown "
            "to others."
        )
    return translated(
        "until everybody who was given them is done. Until then annotators stay blind to each "
        "other: so the project’s settings decide."
    )
