"""A source that is not to be seen: its name is covered in the text, until it is revealed."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from user import User

from annotator.codebooks import shipped_codebook
from annotator.core.edits import Edit
from annotator.core.work import finish
from annotator.formats.exchange import Draft, headlined
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.sync.packing import project_from, work_pack

TEXT = headlined("Lantern finds leak", "The mayor told the Velmar Lantern that the dam is safe.")


@pytest.fixture
def masked(documents: Path) -> Path:
    """A project whose one article names its outlet, mentions covered."""
    path = documents / "Dam.annot"
    with closing(Project.create(path, "Dam", shipped_codebook("loaded-language"), "Ines")) as made:
        told = Draft(*TEXT, title="Velmar Lantern: leak", outlet="The Velmar Lantern")
        finish(add_drafts(made, [told]))
        made.do("Covered", Edit(made.settings, replace(made.settings, outlet_masked=True)))
    return path


def test_a_covered_outlet_is_nowhere_until_it_is_revealed(user: User, masked: Path) -> None:
    user.starts(masked)
    user.sees("Source hidden", "the •••••• ••••••• that", "•••••• •••••••: leak")
    user.sees_no("Velmar Lantern")
    user.presses("Ctrl+F")
    user.types("velmar")
    user.sees("not found")
    user.presses("Esc")
    user.drags_over("told the", "•••••••")
    user.presses("1")
    user.sees_label("told the •••••• •••••••")
    user.presses("Alt+4")
    user.sees("Tag “told the •••••• •••••••”")
    user.presses("Ctrl+Z")
    user.sees("Undo: Tag “told the •••••• •••••••”")
    user.sees_no("Velmar Lantern")
    user.presses("Ctrl+Shift+Z")
    assert user.labels_in_file(masked)[0][0] == "told the Velmar Lantern"
    user.presses("R")
    user.sees("The Velmar Lantern", "told the Velmar Lantern that")
    user.sees_selected("told the Velmar Lantern")
    assert len(user.in_file(masked, "SELECT revealed FROM visits WHERE revealed <> ''")) == 1


def test_covering_can_be_turned_on_and_off(user: User, masked: Path) -> None:
    user.starts(masked)
    user.presses("Ctrl+K")
    user.types("mentions of the source")
    user.presses("Return")
    user.sees("Mentions of the source are shown in this project.", "the Velmar Lantern that")
    user.presses("Ctrl+Z")
    user.sees("the •••••• ••••••• that")


def test_a_work_copy_names_the_source_in_no_list(user: User, masked: Path, documents: Path) -> None:
    mine = documents / "Ines.annot"
    with closing(Project.open(masked)) as lead:
        finish(project_from(work_pack(lead, lead.annotator_named("Ines")), mine)).close()
    user.starts(mine)
    user.presses("Ctrl+K")
    user.types("leak")
    user.sees("Go to “•••••• •••••••: leak”")
    user.presses("Esc")
    user.presses("Ctrl+2")
    user.sees("•••••• •••••••: leak", "hidden")
    user.presses("Ctrl+F")
    user.types("mayor")
    user.sees("1 place in “•••••• •••••••: leak”", "told the •••••• •••••••")
    user.sees_no("Velmar Lantern")


def test_the_lead_reads_the_covered_title_and_changes_the_true_one(
    user: User, masked: Path
) -> None:
    user.starts(masked)
    user.presses("Ctrl+2")
    user.sees("•••••• •••••••: leak", "The Velmar Lantern")
