"""A paper as one file of HTML, for a browser and its printer, on A4 or Letter.

It has no script, takes nothing from the network and forbids both (Content-Security-Policy); every
word of an article or a person is escaped. All is black on white.
"""

import re
from collections.abc import Iterable

from annotator.core.markup import escaped, isolated
from annotator.teach.paper import (
    Blanks,
    Block,
    Heading,
    Numbered,
    NumberedLine,
    Paper,
    Paragraph,
    Run,
    Runs,
    Stroke,
    Table,
    Writing,
    shrinkage,
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_HIGHEST = 3
_ON_A_PAGE = 44
"""How many lines of a table a page has, on the shorter of A4 and Letter."""

_STYLE = (
    """
@page { margin: 17mm 15mm 17mm 18mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0 auto; padding: 2.5rem 1.5rem; max-width: 46rem; -webkit-text-size-adjust: none;
  font: 11pt/1.5 Charter, Georgia, "Source Serif 4", "Noto Serif", "DejaVu Serif", serif; }
section + section { break-before: page; margin-top: 4rem; }
@media print { body { max-width: none; padding: 0; } section + section { margin: 0; } }
h1, h2, h3 { break-after: avoid; line-height: 1.25; }
h1 { font-size: 1.7em; margin: 0 0 .7em; }
h2 { font-size: 1.3em; margin: 1.6em 0 .5em; }
h3, th, .n, .margin, .small { font-family: system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
h3 { font-size: .9em; margin: 1.8em 0 .5em; }
p { margin: 0 0 .6em; white-space: pre-line; overflow-wrap: anywhere; orphans: 2; widows: 2; }
.small { font-size: .75em; color: #444; }
.faint { color: #555; }
.blanks { display: flex; gap: 1.5em; margin: 0 0 1.6em; }
.blanks span { flex: 1; border-bottom: 1px solid #777; color: #555; font-size: .85em; }
.blanks span:first-child { flex: 2; }
.writing { height: 2.2em; border-bottom: 1px solid #999; break-inside: avoid;
  break-before: avoid; }
.writing.last { margin-bottom: 1.4em; }
table { width: 100%; border-collapse: collapse; margin: 0 0 1em; table-layout: fixed;
  font-size: .88em; line-height: 1.4; }
tr { break-inside: avoid; }
th { text-align: start; font-size: .85em; border-bottom: 1px solid #000;
  padding: .2em .6em .3em 0; }
td { vertical-align: top; border-bottom: 1px solid #ccc; padding: .4em .6em .4em 0;
  white-space: pre-line; overflow-wrap: anywhere; }
.numbered { position: relative; margin: 1.6em 24% 1.2em 0; border-right: 1px solid #999; }
.margin { position: absolute; left: 100%; top: -.2em; padding-left: .8em; font-size: .7em;
  color: #555; }
.line { display: flex; line-height: 1.9; break-inside: avoid; font-size: .98em; }
.line.opens { padding-top: .55em; }
.line:first-of-type { padding-top: 0; }
.n { flex: 0 0 2.2rem; color: #555; font-size: .7em; line-height: 2.7; }
.w { flex: 1; white-space: pre; padding-right: .6em; }
.headline { font-size: 1.3em; font-weight: 700; line-height: 1.5; break-after: avoid; }
.headline .n { font-size: .53em; line-height: 2.9; font-weight: 400; }
sup { font-family: system-ui, "Noto Sans", "DejaVu Sans", sans-serif; font-size: .62em;
  line-height: 0; margin-left: .1em; text-decoration: none; display: inline-block; }
"""
    + "".join(
        f".{stroke} {{ text-decoration: underline {stroke};"
        " text-decoration-thickness: 1.2px; text-decoration-skip-ink: none; }\n"
        for stroke in Stroke
    )
    + "".join(
        f".u{height} {{ text-underline-offset: {0.16 + 0.2 * height:.2f}em; }}\n"
        for height in range(_HIGHEST + 1)
    )
)


def html_of(paper: Paper) -> str:
    """The paper as a whole HTML file."""
    language = paper.language if _LANGUAGE.fullmatch(paper.language) else "en"
    parts = (
        f'<section style="font-size:{shrinkage(part, _ON_A_PAGE):.2f}em">\n'
        f"{''.join(map(_block, part.blocks))}</section>\n"
        for part in paper.parts
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(paper.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(parts)}</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f'<h{level} dir="auto">{escaped(text)}</h{level}>\n'
        case Paragraph(runs, small):
            return (
                f'<p dir="auto"{" class=" + _quoted("small") if small else ""}>{_runs(runs)}</p>\n'
            )
        case Blanks(names):
            spaces = "".join(f"<span>{escaped(name)}</span>" for name in names)
            return f'<div class="blanks">{spaces}</div>\n'
        case Writing(lines):
            last = '<div class="writing last"></div>\n'
            return '<div class="writing"></div>\n' * (lines - 1) + last
        case Table():
            return _table(block)
        case Numbered(lines, margin):
            above = f'<div class="margin">{escaped(margin)}</div>\n' if margin else ""
            return f'<div class="numbered">\n{"".join(map(_line, lines))}{above}</div>\n'


def _quoted(value: str) -> str:
    return f'"{value}"'


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{share:.0%}">' for share in table.shares)
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in table.head)
    rows = "".join(f"<tr>{_cells(row)}</tr>\n" for row in table.rows)
    above = f"<thead><tr>{head}</tr></thead>\n" if head else ""
    return f"<table>\n<colgroup>{columns}</colgroup>\n{above}<tbody>\n{rows}</tbody>\n</table>\n"


def _cells(row: Iterable[Runs]) -> str:
    return "".join(f'<td dir="auto">{_runs(cell)}</td>' for cell in row)


def _line(line: NumberedLine) -> str:
    more = [*(["opens"] if line.opens else []), *(["headline"] if line.headline else [])]
    way = "rtl" if line.leftward else "ltr"
    return (
        f'<div class="{" ".join(["line", *more])}"><span class="n">{line.number}</span>'
        f'<span class="w" dir="{way}">{"".join(map(_run, line.runs))}</span></div>\n'
    )


def _runs(runs: Runs) -> str:
    """Runs of running text, where each may be another person's words."""
    return "".join(_run(run, isolated(run.text)) for run in runs)


def _run(run: Run, inner: str = "") -> str:
    inner = inner or escaped(run.text)
    if run.raised:
        inner = f"<sup>{inner}</sup>"
    for height, stroke in enumerate(run.strokes):
        if stroke is not None:
            inner = f'<span class="{stroke} u{min(height, _HIGHEST)}">{inner}</span>'
    if run.italic:
        inner = f"<i>{inner}</i>"
    if run.bold:
        inner = f"<b>{inner}</b>"
    return f'<span class="faint">{inner}</span>' if run.faint else inner
