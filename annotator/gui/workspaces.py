"""The workspaces of the program, in the order of the rail: a new one is one more line.

What can be done in each is known from the start: the tables of actions are values, and name their
page for the type checker alone. The page itself, and all that it imports, is read when it is made.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from annotator.gui.actions import Action, single_keys
from annotator.gui.adjudicate import commands as adjudicate
from annotator.gui.agreement import commands as agreement
from annotator.gui.annotate import commands as annotate
from annotator.gui.codebook import commands as codebook
from annotator.gui.corpus import commands as corpus
from annotator.gui.teach import commands as teach
from annotator.gui.team import commands as team
from annotator.gui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """A workspace: what the rail shows of it, what can be done in it, and the class of its page.

    `name` is its id in a Place, and that of the page. `page` imports the page's module.
    """

    name: str
    title: str
    icon: str
    actions: tuple[Action[Any], ...]
    page: Callable[[], type[Workspace]]


def _annotate() -> type[Workspace]:
    from annotator.gui.annotate.page import AnnotatePage

    return AnnotatePage


def _corpus() -> type[Workspace]:
    from annotator.gui.corpus.page import CorpusPage

    return CorpusPage


def _codebook() -> type[Workspace]:
    from annotator.gui.codebook.page import CodebookPage

    return CodebookPage


def _team() -> type[Workspace]:
    from annotator.gui.team.page import TeamPage

    return TeamPage


def _agreement() -> type[Workspace]:
    from annotator.gui.agreement.page import AgreementPage

    return AgreementPage


def _adjudicate() -> type[Workspace]:
    from annotator.gui.adjudicate.page import AdjudicatePage

    return AdjudicatePage


def _teach() -> type[Workspace]:
    from annotator.gui.teach.page import TeachPage

    return TeachPage


WORKSPACES = (
    Entry("annotate", "Annotate", "annotate", annotate.ACTIONS, _annotate),
    Entry("corpus", "Corpus", "corpus", corpus.ACTIONS, _corpus),
    Entry("codebook", "Codebook", "codebook", codebook.ACTIONS, _codebook),
    Entry("team", "Team", "team", team.ACTIONS, _team),
    Entry("agreement", "Agreement", "agreement", agreement.ACTIONS, _agreement),
    Entry("adjudicate", "Adjudicate", "adjudicate", adjudicate.ACTIONS, _adjudicate),
    Entry("teach", "Teach", "teach", teach.ACTIONS, _teach),
)


def reserved_keys(of_the_window: Iterable[Action[Any]]) -> frozenset[str]:
    """The single keys that no tag may have: those that do something where tags are given."""
    return single_keys([*of_the_window, *annotate.ACTIONS])
