"""What the workspace says about gold that comes by votes."""

from annotator.gui.adjudicate.options import translated
from annotator.project.aggregating import Outcome


def becomes(outcome: Outcome) -> str:
    """What becomes gold, and from how many articles."""
    articles = _counted(outcome.articles, translated("1 article"), translated("{n} articles"))
    if not outcome.changed:
        said = translated("What the votes in {articles} give is gold already.")
        return said.format(articles=articles)
    said = translated("{made} from {articles}.")
    return said.format(made=made(outcome), articles=articles)


def made(outcome: Outcome) -> str:
    """How many labels and answers."""
    rule = outcome.rule
    labels = _counted(len(outcome.spans), translated("1 gold label"), translated("{n} gold labels"))
    answers = _counted(
        len(outcome.answers), translated("1 gold answer"), translated("{n} gold answers")
    )
    if rule.questions == frozenset():
        return labels
    if not rule.labels:
        return answers
    return translated("{labels} and {answers}").format(labels=labels, answers=answers)


def besides(outcome: Outcome) -> str:
    """What there is already and what becomes of it, and what stays without an answer."""
    said = []
    if outcome.changed and (outcome.earlier_labels or outcome.earlier_answers):
        labels = _counted(outcome.earlier_labels, translated("1 label"), translated("{n} labels"))
        answers = _counted(
            outcome.earlier_answers, translated("1 answer"), translated("{n} answers")
        )
        both = [labels] * bool(outcome.earlier_labels) + [answers] * bool(outcome.earlier_answers)
        words = translated("They take the place of what earlier votes made: {both}.")
        said.append(words.format(both=", ".join(both)))
    if outcome.kept:
        one = translated("1 place or question that a person decided stays as it is.")
        many = translated("{n} places and questions that a person decided stay as they are.")
        said.append(_counted(outcome.kept, one, many))
    if outcome.undecided:
        one = translated("1 answer stays open: the votes are equal, or too few.")
        many = translated("{n} answers stay open: the votes are equal, or too few.")
        said.append(_counted(outcome.undecided, one, many))
    return " ".join(said)


def _counted(count: int, one: str, many: str) -> str:
    return (one if count == 1 else many).format(n=f"{count:,}")
