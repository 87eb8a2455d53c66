"""What the columns of a table hold: guessed by name and content, decided by a person.

A table from elsewhere has one article or one label a row, under whatever names its makers chose.
Each column is given a property: `text` of the article (with `headline` before it, or beside it as
its first line), what is known of it, or what was said about it. Everything here is a function of
the header and some sample rows; files are opened in `formats.tables.grids`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from annotator.core.errors import AnnotatorError

ONCE = (
    "text", "headline", "title", "outlet", "author", "date", "url", "language", "genre", "event",
    "id", "annotator", "label", "start", "end", "quote", "note",
)  # fmt: skip
"""The properties that one column of a table may hold."""

EXTRA = "extra"
"""Kept beside the named properties, under the column's name."""

LEFT_OUT = ""

ANSWER = "answer:"
"""Before the key of a question: the column holds its answers."""

FIELD = "field:"
"""Before the key of a field: the column holds its values, on labels."""

_SYNONYMS: Mapping[str, str] = {
    "text": "text body content contents article articletext articlebody fulltext maintext bodytext "
    "articlecontent newstext sentence paragraph story document texte corps contenu inhalt "
    "artikeltext volltext artikel beitrag texto cuerpo contenido articulo",
    "headline": "headline headlines heading heads articleheadline articletitle newstitle "
    "schlagzeile uberschrift titelzeile manchette titular encabezado",
    "title": "title titel titre titulo name documenttitle",
    "outlet": "outlet source sourcename publisher publication newspaper medium media site sitename "
    "domain newsoutlet newssource publishername quelle zeitung herausgeber verlag publikation "
    "journal editeur fuente medio periodico editorial",
    "author": "author authors byline writer journalist creator autor autorin autoren verfasser "
    "auteur auteurs autores autora periodista",
    "date": "date published publisheddate publishdate publishedat pubdate publicationdate "
    "datepublished timestamp datum erschienen veroffentlicht veroffentlichungsdatum "
    "datepublication publiele fecha fechapublicacion publicado",
    "url": "url link newslink permalink uri href articleurl sourceurl weblink webaddress "
    "adresse lien enlace",
    "language": "language lang locale sprache langue idioma lengua",
    "genre": "genre articletype newstype texttype textsorte rubrik genero",
    "event": "event eventid mainevent storyid eventname ereignis evenement evento suceso",
    "id": "id articleid docid documentid textid uuid guid newsid itemid sentenceid artikelid "
    "articleguid identifiant identificador",
    "annotator": "annotator annotatorid annotatorname coder coderid rater raterid worker workerid "
    "labeler labeller labelerid user username userid mturkid completedby kodierer annotateur "
    "annotateurice anotador codificador",
    "label": "label labels tag tags technique techniques code codes class category annotation "
    "biastype labelname kategorie etikett etiquette categorie etiqueta categoria tecnica",
    "start": "start begin startoffset offsetstart beginoffset startchar charstart startpos "
    "startposition spanstart von anfang debut inicio comienzo",
    "end": "end stop endoffset offsetend endchar charend endpos endposition spanend bis ende fin "
    "final",
    "quote": "quote span spantext textfragment fragment snippet phrase exact surface mention "
    "highlight highlightedtext selectedtext quotation zitat textstelle citation extrait passage "
    "cita fragmento pasaje",
    "note": "note notes comment comments remark remarks kommentar anmerkung bemerkung notiz "
    "commentaire remarque nota notas comentario comentarios observacion",
}
_PROPERTY = {name: key for key, names in _SYNONYMS.items() for name in names.split()}

_LOOSE_LABELS = frozenset(
    ("tags", "category", "class", "code", "codes", "kategorie", "categorie", "categoria")
)
"""What news tables also call subjects and sections; of labels only beside a start and an end."""

_LONG_CELL = 200
"""The mean length above which a column holds texts, not facts about them."""
_SHORTEST_TEXT = 20
"""The mean length below which a column that no name tells is not taken for the text."""
_MOST = 0.8
"""The share of a column's cells that must look like dates or addresses for it to hold them."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?")
_URL = re.compile(r"https?://\S+")
_UNNAMED = re.compile(r"(?:column|unnamed:?) ?\d+", re.IGNORECASE)
_NO_LETTER = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Columns:
    """The header of a table and its first rows, cells as words; how its file is written.

    `encoding` and `delimiter` are empty where the file's format decides them.
    """

    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...] = ()
    encoding: str = ""
    delimiter: str = ""


def guessed(columns: Columns, chosen: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """The property that each column most likely holds, given those that a person chose."""
    found = {**dict.fromkeys(columns.header, EXTRA), **chosen}
    taken = set(chosen.values())
    for column, key in _by_name(columns):
        if column in chosen or (key in ONCE and key in taken):
            continue
        taken.add(key)
        found[column] = key
    _by_content(columns, chosen, found, taken)
    if "headline" not in taken:
        # What a table of news calls a title stands above the text, and is read with it.
        found.update(
            (column, "headline")
            for column, key in found.items()
            if key == "title" and column not in chosen
        )
    return {**found, **_sensible(columns, found), **chosen}


def _by_name(columns: Columns) -> Iterator[tuple[str, str]]:
    """Each column whose name tells, the surest synonyms of a property first."""
    named: list[tuple[int, str, str]] = []
    for column in columns.header:
        for prefix, key in (("answer.", ANSWER), ("answer:", ANSWER), ("field.", FIELD)):
            if column.startswith(prefix) and column != prefix:
                yield column, key + column.removeprefix(prefix)
                break
        else:
            name = folded(column.rpartition(".")[2])
            known = _PROPERTY.get(name)
            if known is not None:
                named.append((_SYNONYMS[known].split().index(name), column, known))
    for _, column, known in sorted(named, key=lambda item: item[0]):
        yield column, known


def _by_content(
    columns: Columns, chosen: Mapping[str, str], found: dict[str, str], taken: set[str]
) -> None:
    lengths = {column: _mean_length(columns, at) for at, column in enumerate(columns.header)}
    free = [name for name in columns.header if found[name] == EXTRA and name not in chosen]
    for at, column in enumerate(columns.header):
        if column not in free:
            continue
        for key, shape in (("url", _URL), ("date", _DATE)):
            if key not in taken and _mostly(columns, at, shape):
                taken.add(key)
                found[column] = key
                break
        else:
            if _UNNAMED.fullmatch(column) and _mostly(columns, at, re.compile(r"\d+")):
                found[column] = LEFT_OUT  # the numbers of rows, which some programs save along
    if "text" not in taken:
        usable = {EXTRA, "headline", "title", "quote", "note"}
        left = [name for name in columns.header if found[name] in usable and name not in chosen]
        longest = max(left, key=lambda column: lengths[column], default="")
        known = longest and found[longest] in ("headline", "title")
        if longest and (known or lengths[longest] >= _SHORTEST_TEXT):
            taken.discard(found[longest])
            taken.add("text")
            found[longest] = "text"
    for column in free:
        if found[column] == EXTRA and lengths[column] > _LONG_CELL:
            found[column] = LEFT_OUT


def _sensible(columns: Columns, found: Mapping[str, str]) -> dict[str, str]:
    """What becomes of columns whose guess makes no sense: places without labels, half a place."""
    held = set(found.values())
    dropped: set[str] = set()
    if not {"start", "end"} <= held:
        dropped |= {"start", "end"}
    labels = {folded(column) for column, key in found.items() if key == "label"}
    if not labels or ("start" in dropped and labels <= _LOOSE_LABELS):
        dropped |= {"label", "start", "end", "quote", "note"}
        if not any(key.startswith(ANSWER) for key in held):
            dropped.add("annotator")
    return {
        column: LEFT_OUT if _mean_length(columns, at) > _LONG_CELL else EXTRA
        for at, column in enumerate(columns.header)
        if found[column] in dropped
    }


def mapped(columns: Columns, chosen: Mapping[str, str]) -> dict[str, str]:
    """The property of each column: as a person chose, and for the others as guessed.

    Raises AnnotatorError, as a clause, for a property that there is none of or that two columns
    are to hold.
    """
    owner: dict[str, str] = {}
    for column, key in chosen.items():
        if not _is_property(key):
            known = ", ".join((*ONCE, f"{ANSWER}QUESTION", f"{FIELD}KEY", EXTRA))
            raise AnnotatorError(
                f"column “{column}” cannot hold “{key}”; it may be one of {known}, or nothing"
            )
        if key in ONCE and key in owner:
            raise AnnotatorError(
                f"the columns “{owner[key]}” and “{column}” cannot both hold the {key}; choose one"
            )
        owner[key] = column
    return guessed(columns, chosen)


def _is_property(key: str) -> bool:
    if key in (*ONCE, EXTRA, LEFT_OUT):
        return True
    return any(key.startswith(prefix) and key != prefix for prefix in (ANSWER, FIELD))


def are_ours(header: Iterable[str]) -> bool:
    """Whether these are the columns of labels as this program writes them."""
    return {"label_id", "article_id", "quote"} <= set(header)


def shape_of(columns: Columns) -> str:
    """What tables with the same columns, in whatever order, have in common: to remember them by."""
    names = "\n".join(sorted(name.strip() for name in columns.header))
    return blake2b(names.encode("utf-8", "replace"), digest_size=12).hexdigest()


def folded(name: str) -> str:
    """A column's name without case, accents, blanks and marks."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return _NO_LETTER.sub("", plain)


def _mean_length(columns: Columns, at: int) -> float:
    cells = [row[at] for row in columns.samples if at < len(row) and row[at].strip()]
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def _mostly(columns: Columns, at: int, shape: re.Pattern[str]) -> bool:
    cells = [row[at].strip() for row in columns.samples if at < len(row) and row[at].strip()]
    return bool(cells) and sum(bool(shape.fullmatch(cell)) for cell in cells) >= _MOST * len(cells)
