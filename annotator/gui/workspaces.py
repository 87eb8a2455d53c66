"""The workspaces of the program, in the order of the rail: a new one is one more line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotator.gui.actions import Action, single_keys
from annotator.gui.adjudicate import commands as adjudicate
from annotator.gui.adjudicate.page import AdjudicatePage
from annotator.gui.agreement import commands as agreement
from annotator.gui.agreement.page import AgreementPage
from annotator.gui.annotate import commands as annotate
from annotator.gui.annotate.page import AnnotatePage
from annotator.gui.codebook import commands as codebook
from annotator.gui.codebook.page import CodebookPage
from annotator.gui.corpus import commands as corpus
from annotator.gui.corpus.page import CorpusPage
from annotator.gui.teach import commands as teach
from annotator.gui.teach.page import TeachPage
from annotator.gui.team import commands as team
from annotator.gui.team.page import TeamPage
from annotator.gui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """A workspace and what can be done in it."""

    page: type[Workspace]
    actions: tuple[Action[Any], ...]


WORKSPACES = (
    Entry(AnnotatePage, annotate.ACTIONS),
    Entry(CorpusPage, corpus.ACTIONS),
    Entry(CodebookPage, codebook.ACTIONS),
    Entry(TeamPage, team.ACTIONS),
    Entry(AgreementPage, agreement.ACTIONS),
    Entry(AdjudicatePage, adjudicate.ACTIONS),
    Entry(TeachPage, teach.ACTIONS),
)


def reserved_keys(of_the_window: Iterable[Action[Any]]) -> frozenset[str]:
    """The single keys that no tag may have: those that do something where tags are given."""
    return single_keys([*of_the_window, *annotate.ACTIONS])
