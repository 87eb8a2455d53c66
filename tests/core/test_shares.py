"""A share is written in one way everywhere."""

import re
from pathlib import Path

import pytest

import annotator
from annotator.core.shares import percent


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0\u00a0%"),
        (0.00001, "0\u00a0%"),
        (0.0002, "< 1\u00a0%"),
        (0.004, "< 1\u00a0%"),
        (0.005, "< 1\u00a0%"),
        (0.0051, "1\u00a0%"),
        (0.388, "39\u00a0%"),
        (0.996, "> 99\u00a0%"),
        (1.0, "100\u00a0%"),
    ],
)
def test_a_share_in_whole_per_cent(share: float, said: str) -> None:
    assert percent(share) == said


def test_nowhere_else_is_a_share_written() -> None:
    own = re.compile(r":\.\d%\}|100:\.\d+f\} ?%|round\(100 \* [\w.]+\)\} ?%")
    found = [
        f"{path.name}: {line.strip()}"
        for path in Path(annotator.__file__).parent.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if own.search(line) and path.name != "shares.py" and "width:" not in line
    ]
    assert found == []
