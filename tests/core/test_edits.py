"""An Edit is sound or refused, and an inverse leads back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.edits import Edit, inverse
from annotator.core.model import Annotator, Record, Settings

NAMES = st.sampled_from("abcde")
VALUES = st.integers(0, 3).map(str)


def applied(table: dict[str, Record], edits: tuple[Edit, ...]) -> dict[str, Record]:
    """The table of annotators by id after the edits, each of which must find what it expects."""
    after = dict(table)
    for edit in edits:
        assert isinstance(edit.record, Annotator)
        assert after.get(edit.record.id) == edit.before
        if edit.after is None:
            del after[edit.record.id]
        else:
            after[edit.record.id] = edit.after
    return after


@given(st.lists(st.tuples(NAMES, VALUES | st.none())))
def test_the_inverse_leads_back_and_its_inverse_forth_again(
    changes: list[tuple[str, str | None]],
) -> None:
    table: dict[str, Record] = {}
    edits = []
    for key, name in changes:
        before = table.get(key)
        after = Annotator(key, name) if name is not None else None
        if before is not None or after is not None:
            edits.append(Edit(before, after))
            table = applied(table, (edits[-1],))
    assert applied({}, tuple(edits)) == table
    assert applied(table, inverse(tuple(edits))) == {}
    assert inverse(inverse(tuple(edits))) == tuple(edits)


def test_an_edit_speaks_of_one_record() -> None:
    ines = Annotator("1", "Ines")
    assert Edit(None, ines).record is Edit(ines, None).record is ines
    renamed = replace(ines, name="Inês")
    assert Edit(ines, renamed).record is renamed
    with pytest.raises(ValueError, match="before or after"):
        Edit(None, None)
    with pytest.raises(ValueError, match="own kind"):
        Edit(ines, Settings("Harbour"))
