"""`python -m bench.peers`: the same work in three programs, as one table of ratios.

Its figures go to bench/peers/results.json. What cannot be installed or started is told and left
out.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.corpora import Made, made_articles, write_corpus
from bench.figures import rounded
from bench.peers.doccano import Doccano
from bench.peers.environment import PeerFailed
from bench.peers.label_studio import LabelStudio
from bench.peers.ours import Ours
from bench.peers.peer import TASKS, TIMES, Material, Peer, Taken

_ROOT = Path(__file__).parent.parent.parent
_WORDS, _LABELS = 400, 7
_LONG_WORDS, _LONG_LABELS = 20_000, 2_000
_FASTER = 20


def main() -> int:
    """Measure all, print the table, write the results."""
    asked = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    asked.add_argument("--articles", type=int, default=1_000, help="how many (default 1,000)")
    count: int = asked.parse_args().articles
    build = _ROOT / "build" / "peers"
    build.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    peers: tuple[Peer, ...] = (Ours(), Doccano(build), LabelStudio(build))
    found: dict[str, Taken] = {}
    with tempfile.TemporaryDirectory(
        prefix="measured-", dir=build, ignore_cleanup_errors=True
    ) as name:
        for peer in peers:
            folder = Path(name) / f"for-{peer.name}"
            folder.mkdir()
            print(f"Measuring {peer.name} …", flush=True)
            try:
                found[peer.name] = peer.measured(_material(folder, peer.form, count), folder)
            except PeerFailed as error:
                print(f"{peer.name} was not measured: {error}", flush=True)
    print(f"{count:,} articles of {_WORDS} words with {_LABELS * count:,} labels;")
    print(f"one article of {_LONG_WORDS:,} words with {_LONG_LABELS:,} labels.")
    print(_table(found))
    print(f"Took {time.perf_counter() - begun:.0f} s.")
    results = {"articles": count, "labels": _LABELS * count, "tasks": _results(found)}
    text = json.dumps(results, indent=2, ensure_ascii=False) + "\n"
    (Path(__file__).parent / "results.json").write_text(text, "utf-8")
    return 0


def _material(folder: Path, form: str, count: int) -> Material:
    end = ".json" if form == "label-studio" else ".jsonl"
    corpus, long = folder / f"corpus{end}", folder / f"long{end}"
    write_corpus(corpus, form, made_articles(count, _WORDS, _LABELS))
    # More places than labels: those beyond are what is labelled afterwards.
    (whole,) = made_articles(1, _LONG_WORDS, _LONG_LABELS + TIMES + 1)
    kept, left = whole.places[:_LONG_LABELS], whole.places[_LONG_LABELS:]
    write_corpus(long, form, [Made(count, whole.title, whole.text, kept)])
    words = tuple((start, end) for start, end, _ in left)
    every = _LABELS * count + _LONG_LABELS
    return Material(corpus, long, count, _LONG_LABELS, every, words)


def _results(found: dict[str, Taken]) -> dict[str, dict[str, object]]:
    """For each task its unit, the median of each program, and how many times as long as ours."""
    results: dict[str, dict[str, object]] = {}
    for task, unit in TASKS.items():
        medians = {name: statistics.median(taken.values[task]) for name, taken in found.items()}
        ours = medians.get(Ours.name)
        others = {name: value for name, value in medians.items() if name != Ours.name}
        results[task] = {
            "unit": unit,
            **{name: rounded(value) for name, value in medians.items()},
            "ratios": {name: rounded(value / ours) for name, value in others.items() if ours},
            "goal": _FASTER,
        }
    return results


def _table(found: dict[str, Taken]) -> str:
    others = [name for name in found if name != Ours.name]
    lines = [["", "unit", *found, *(f"{name} ratio" for name in others), f"{_FASTER}x the best"]]
    for task, result in _results(found).items():
        ratios = result["ratios"]
        shown = [f"{ratios[name]:.4g}" for name in others] if isinstance(ratios, dict) else []
        best = min(ratios.values(), default=0) if isinstance(ratios, dict) else 0
        told = ("yes" if best >= _FASTER else "no") if others else ""
        figures = [f"{result[name]:.4g}" for name in found]
        lines.append([task, str(result["unit"]), *figures, *shown, told])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.rjust, line, widths)) for line in lines)


if __name__ == "__main__":
    sys.exit(main())
