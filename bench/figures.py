"""What was measured: rows with their references and goals, as a table and as JSON."""

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

Result = dict[str, float | str | dict[str, float] | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing; `goal` sets limits on "median", "p99" or "ratio".

    `values` and `references` are in `unit` and were taken in turns. `tails` says whether there are
    enough values for a 95th and 99th percentile to mean something.
    """

    name: str
    unit: str
    values: Sequence[float]
    references: Sequence[float]
    goal: Mapping[str, float] = field(default_factory=dict)
    tails: bool = True

    @property
    def figures(self) -> dict[str, float | None]:
        """The median, percentiles, reference and ratio, rounded to four digits."""
        median, reference = statistics.median(self.values), statistics.median(self.references)
        return {
            "median": rounded(median),
            "p95": rounded(percentile(self.values, 95)) if self.tails else None,
            "p99": rounded(percentile(self.values, 99)) if self.tails else None,
            "reference": rounded(reference),
            "ratio": rounded(median / reference),
        }

    @property
    def result(self) -> Result:
        """The row as `results.json` holds it."""
        found = self.figures
        return {
            **{key: found[key] for key in ("median", "p95", "p99")},
            "unit": self.unit,
            **{key: found[key] for key in ("reference", "ratio")},
            "goal": dict(self.goal),
        }

    @property
    def misses(self) -> list[str]:
        """What is beyond a limit, and by how much."""
        found = []
        for key, limit in self.goal.items():
            value = self.figures[key]
            if value is not None and value > limit:
                found.append(
                    f"{self.name}: {key} {value:g} is {100 * (value / limit - 1):.0f} % "
                    f"over {limit:g}"
                )
        return found


def rounded(value: float) -> float:
    """The value to four significant digits."""
    return float(f"{value:.4g}")


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that at least `share` per cent do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[ceil(len(ordered) * share / 100) - 1]


HEAD = ("", "median", "p95", "p99", "unit", "reference", "ratio", "goal")


def table(rows: Iterable[Row]) -> str:
    """The rows as lines of text, in columns."""
    lines = [list(HEAD)]
    for row in rows:
        found = row.result
        limits = found.pop("goal")
        texts = ["" if value is None else _shown(value) for value in found.values()]
        goal = ", ".join(f"{key} ≤ {limit:g}" for key, limit in dict(row.goal).items())
        lines.append([row.name, *texts, goal if limits else ""])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(_placed, line, widths, range(len(HEAD)))) for line in lines)


def _shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _placed(text: str, width: int, column: int) -> str:
    return text.ljust(width) if HEAD[column] in ("", "unit", "goal") else text.rjust(width)


def verdict(rows: Sequence[Row]) -> str:
    """One line: how many limits are kept, and which are not."""
    count = sum(len(row.goal) for row in rows)
    misses = [miss for row in rows for miss in row.misses]
    if not misses:
        return f"All {count} goals met."
    return f"{count - len(misses)} of {count} goals met; missed: " + "; ".join(misses) + "."


def write_results(rows: Iterable[Row], path: Path) -> None:
    """Write the rows to a JSON file by name; those there that were not measured stay."""
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    content = {**known, **{row.name: row.result for row in rows}}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
