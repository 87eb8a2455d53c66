"""A CAS of UIMA (one text with structures of declared types), to and from its two notations.

XMI 1.0 (https://uima.apache.org/d/uimaj-current/references.html#ugr.ref.xmi): one XML element for
each structure, its features as attributes, the text in `<cas:Sofa sofaString>`; which features are
numbers and which are references is told by the types alone, in a `TypeSystem.xml` beside it.

JSON-CAS 0.4.0 (apache/uima-uimaj-io-jsoncas, SPECIFICATION.adoc): the types in `%TYPES`, the
structures in `%FEATURE_STRUCTURES`; `@x` is a reference, `^x` an anchor, `#x` a number that JSON
has no notation for.

Offsets stay here as they are in the file: UTF-16 units.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.formats.parts.packed import parse, parted, tree

TEXT = "uima.cas.String"
WHOLE_NUMBERS = ("uima.cas.Integer", "uima.cas.Long", "uima.cas.Short", "uima.cas.Byte")
BROKEN_NUMBERS = ("uima.cas.Float", "uima.cas.Double")
YES_NO = "uima.cas.Boolean"
TEXTS = "uima.cas.StringArray"
SOFA = "uima.cas.Sofa"
ANNOTATION = "uima.tcas.Annotation"
ANNOTATION_BASE = "uima.cas.AnnotationBase"
DOCUMENT = "uima.tcas.DocumentAnnotation"

_XMI = "http://www.omg.org/XMI"
_ID = f"{{{_XMI}}}id"
_MOST_ABOVE = 100
_STRUCTURE = 2  # how deep in the file the elements are that are structures
_SPECIFIER = "http://uima.apache.org/resourceSpecifier"
_PLACELESS = "uima.noNamespace"
_NUMBER = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature holds, by the name of the range, and what the types say about it."""

    range: str = TEXT
    about: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """A type of structure: the name of the type above it, and the features that it adds."""

    above: str = ANNOTATION
    features: Mapping[str, Feature] = field(default_factory=dict)


class Types(dict[str, Type]):
    """The types of a CAS by name."""

    def __init__(self, types: Mapping[str, Type] = MappingProxyType({})) -> None:
        super().__init__(types)
        self._features: dict[str, dict[str, Feature]] = {}

    def features(self, name: str) -> Mapping[str, Feature]:
        """All features of a type, those of the types above it last."""
        if name not in self._features:
            found: dict[str, Feature] = {}
            for known in self._upwards(name):
                found |= {key: it for key, it in self[known].features.items() if key not in found}
            self._features[name] = found
        return self._features[name]

    def is_text(self, name: str) -> bool:
        """Whether a range is text: a String or a list of allowed ones."""
        return name == TEXT or any(self[known].above == TEXT for known in self._upwards(name))

    def _upwards(self, name: str) -> Iterator[str]:
        for _ in range(_MOST_ABOVE):
            if name not in self:
                return
            yield name
            name = self[name].above


@dataclass(slots=True)
class Structure:
    """One structure: its type, the id of the text it is about, its features.

    `links` names those features that refer to other structures.
    """

    type: str
    sofa: int = 1
    features: dict[str, object] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)

    @property
    def place(self) -> tuple[int, int] | None:
        """Where an annotation begins and ends; None if the file has no numbers there."""
        begin, end = self.features.get("begin"), self.features.get("end")
        return (begin, end) if type(begin) is int and type(end) is int else None


@dataclass(slots=True)
class Cas:
    """The texts by id with all structures, and the types as far as they are known."""

    texts: dict[int, str] = field(default_factory=dict)
    structures: list[Structure] = field(default_factory=list)
    types: Types = field(default_factory=Types)


# ---------------------------------------------------------------------------- XMI in


def types_from_xml(data: bytes) -> Types:
    """The types that a TypeSystem.xml declares."""
    found = Types()
    for described in tree(data).iter(f"{{{_SPECIFIER}}}typeDescription"):
        features = {
            _inner(feature, "name"): Feature(
                _inner(feature, "rangeTypeName"), _inner(feature, "description")
            )
            for feature in described.iter(f"{{{_SPECIFIER}}}featureDescription")
        }
        found[_inner(described, "name")] = Type(_inner(described, "supertypeName"), features)
    return found


def _inner(element: Any, name: str) -> str:
    return (element.findtext(f"{{{_SPECIFIER}}}{name}") or "").strip()


def from_xmi(data: bytes, types: Types) -> Cas:
    """The CAS in an XMI file; raises AnnotatorError, as a clause, if it is none."""
    # Expat knows XML 1.0 alone; 1.1 differs in characters that are then found to be wrong.
    data = re.sub(rb"\A(.{0,9}xml version=[\"'])1\.1", rb"\g<1>1.0", data)
    target = _Reader(types)
    parse(data, target)
    _resolve(target.cas, target.lists)
    return target.cas


class _Reader:
    """Hears of the elements of an XMI file and makes a CAS of them."""

    def __init__(self, types: Types) -> None:
        self.cas = Cas(types=types)
        self.lists: dict[str, list[str]] = {}
        self._depth = 0
        self._values: dict[str, str] = {}
        self._inner: dict[str, list[str]] = {}
        self._words: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """The file, a structure in it, or one text of a list in a structure begins."""
        if self._depth == 0 and parted(tag) != (_XMI, "XMI"):
            raise AnnotatorError("it is no XMI file")
        self._depth += 1
        if self._depth == _STRUCTURE:
            self._values, self._inner = dict(attributes), {}
        self._words = []

    def data(self, text: str) -> None:
        """A piece of the text of a list."""
        if self._depth > _STRUCTURE:
            self._words.append(text)

    def end(self, tag: str) -> None:
        """A structure is whole, or one text of a list in it is."""
        space, name = parted(tag)
        if self._depth == _STRUCTURE:
            kind = _type_name(space, name)
            if kind == TEXTS:
                self.lists[self._values.get(_ID, "")] = self._inner.get("elements", [])
            _take(self.cas, kind, self._values, self._inner)
        elif self._depth == _STRUCTURE + 1:
            self._inner.setdefault(name, []).append("".join(self._words))
        self._depth -= 1


def _type_name(space: str, name: str) -> str:
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return name if package in ("", _PLACELESS) else f"{package}.{name}"


def _take(cas: Cas, kind: str, values: dict[str, str], inner: dict[str, list[str]]) -> None:
    number = _whole(values.pop(_ID, ""))
    if kind == SOFA:
        if "sofaString" in values and number is not None:
            cas.texts[number] = values["sofaString"]
        return
    if kind.startswith("uima.cas."):
        return
    known = cas.types.features(kind)
    sofa = _whole(values.pop("sofa", ""))
    structure = Structure(kind, -1 if sofa is None else sofa)
    for name, value in values.items():
        if name in ("begin", "end"):
            structure.features[name] = _whole(value)
        else:
            _feature(structure, name, value, known.get(name), cas.types)
    structure.features |= inner
    cas.structures.append(structure)


def _feature(
    structure: Structure, name: str, value: str, known: Feature | None, types: Types
) -> None:
    """Set a feature by what its range says that the attribute is."""
    if known is None or known.range == TEXTS or types.is_text(known.range):
        structure.features[name] = value
    elif known.range in WHOLE_NUMBERS:
        number = _whole(value)
        structure.features[name] = value if number is None else number
    elif known.range == YES_NO:
        structure.features[name] = value in ("true", "1")
    elif known.range in BROKEN_NUMBERS:
        structure.features[name] = value
    elif value:
        structure.links.add(name)


def _whole(value: str) -> int | None:
    return int(value) if _NUMBER.fullmatch(value) else None


def _resolve(cas: Cas, lists: Mapping[str, list[str]]) -> None:
    """Put the lists that are structures of their own where features refer to them."""
    for structure in cas.structures:
        for name, feature in cas.types.features(structure.type).items():
            value = structure.features.get(name)
            if feature.range == TEXTS and isinstance(value, str):
                structure.features[name] = lists.get(value, [])


# ---------------------------------------------------------------------------- JSON in


class _Json(msgspec.Struct):
    structures: list[dict[str, Any]] | dict[str, dict[str, Any]] = msgspec.field(
        name="%FEATURE_STRUCTURES"
    )
    types: dict[str, Any] = msgspec.field(name="%TYPES", default_factory=dict)


def from_json(data: bytes) -> Cas:
    """The CAS in a JSON-CAS file; raises AnnotatorError, as a clause, if it is none."""
    try:
        whole = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Json)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise AnnotatorError(f"it is no JSON-CAS file ({error})") from error
    types = {name: _json_type(it) for name, it in whole.types.items() if isinstance(it, dict)}
    cas = Cas(types=Types(types))
    found = whole.structures
    if isinstance(found, dict):
        found = [{"%ID": _whole(number), **it} for number, it in found.items()]
    lists = {it["%ID"]: it.get("%ELEMENTS") for it in found if type(it.get("%ID")) is int}
    for it in found:
        kind, number = it.get("%TYPE"), it.get("%ID")
        if kind == SOFA:
            text = it.get("sofaString")
            if isinstance(text, str) and type(number) is int:
                cas.texts[number] = text
        elif isinstance(kind, str) and not kind.startswith("uima.cas."):
            cas.structures.append(_json_structure(kind, it, lists))
    return cas


def _json_type(found: dict[str, Any]) -> Type:
    features = {
        name: Feature(str(it.get("%RANGE", "")), str(it.get("%DESCRIPTION", "")))
        for name, it in found.items()
        if not name.startswith("%") and isinstance(it, dict)
    }
    return Type(str(found.get("%SUPER_TYPE", "")), features)


def _json_structure(kind: str, found: dict[str, Any], lists: dict[int, Any]) -> Structure:
    sofa = found.get("@sofa")
    structure = Structure(kind, sofa if type(sofa) is int else -1)
    for key, value in found.items():
        mark, name = key[:1], key[1:]
        if mark == "%" or key == "@sofa":
            continue
        if mark == "@":
            elements = lists.get(value) if type(value) is int else None
            if isinstance(elements, list) and all(isinstance(it, str) for it in elements):
                structure.features[name] = elements
            elif value is not None:
                structure.links.add(name)
        else:
            structure.features[name if mark in ("^", "#") else key] = value
    return structure


# ---------------------------------------------------------------------------- out

_ESCAPES = {ord(it): f"&#{ord(it)};" for it in "\t\n\r"} | {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _attribute(name: str, value: object) -> str:
    return f' {name}="{_escaped(str(value))}"'


def _escaped(text: str) -> str:
    wrong = _NOT_IN_XML.search(text)
    if wrong:
        raise AnnotatorError(
            f"XML has no way to write the character U+{ord(wrong[0]):04X}, which is in the text or "
            "in a label of an article; export as UIMA JSON instead."
        )
    return text.translate(_ESCAPES)


def types_to_xml(types: Types) -> bytes:
    """The types as TypeSystem.xml."""
    lines = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns="{_SPECIFIER}">'
    ]
    lines.append("  <types>")
    for name, known in types.items():
        lines += ["    <typeDescription>", f"      <name>{name}</name>", "      <description/>"]
        lines.append(f"      <supertypeName>{known.above}</supertypeName>")
        lines.append("      <features>")
        for key, feature in known.features.items():
            about = _escaped(feature.about)
            lines += ["        <featureDescription>", f"          <name>{key}</name>"]
            lines.append(f"          <description>{about}</description>")
            lines.append(f"          <rangeTypeName>{feature.range}</rangeTypeName>")
            lines.append("        </featureDescription>")
        lines += ["      </features>", "    </typeDescription>"]
    lines += ["  </types>", "</typeSystemDescription>", ""]
    return "\n".join(lines).encode()


def to_xmi(cas: Cas) -> bytes:
    """The CAS, which has one text, as XMI."""
    packages = dict.fromkeys(it.type.rpartition(".")[0] for it in cas.structures)
    prefixes = {package: f"t{number}" for number, package in enumerate(packages, start=1)}
    # The last part of a package is its customary prefix, where it is the only one of that name.
    for package in packages:
        last = package.rpartition(".")[2]
        if sum(other.rpartition(".")[2] == last for other in packages) == 1:
            prefixes[package] = last
    spaces = "".join(
        f' xmlns:{prefix}="http:///{package.replace(".", "/")}.ecore"'
        for package, prefix in prefixes.items()
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        f'<xmi:XMI xmlns:xmi="{_XMI}" xmlns:cas="http:///uima/cas.ecore"{spaces} xmi:version="2.0">'
    )
    lines.append('  <cas:NULL xmi:id="0"/>')
    for number, it in _numbered(cas):
        package, _, name = it.type.rpartition(".")
        values = "".join(_attribute(key, value) for key, value in it.features.items())
        lines.append(f'  <{prefixes[package]}:{name} xmi:id="{number}" sofa="1"{values}/>')
    text = _attribute("sofaString", cas.texts[1])
    lines.append(
        '  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain"'
        + text
        + "/>"
    )
    members = " ".join(str(number) for number, _ in _numbered(cas))
    lines += [f'  <cas:View sofa="1" members="{members}"/>', "</xmi:XMI>", ""]
    return "\n".join(lines).encode()


def _numbered(cas: Cas) -> Iterable[tuple[int, Structure]]:
    return enumerate(cas.structures, start=2)


def to_json(cas: Cas) -> bytes:
    """The CAS, which has one text, as JSON-CAS."""
    sofa = {
        "%ID": 1,
        "%TYPE": SOFA,
        "sofaNum": 1,
        "sofaID": "_InitialView",
        "mimeType": "text/plain",
        "sofaString": cas.texts[1],
    }
    found = [
        {"%ID": number, "%TYPE": it.type, "@sofa": 1, **it.features}
        for number, it in _numbered(cas)
    ]
    members = [number for number, _ in _numbered(cas)]
    whole = {
        "%TYPES": {name: dict(_json_parts(name, it)) for name, it in cas.types.items()},
        "%FEATURE_STRUCTURES": [sofa, *found],
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}},
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _json_parts(name: str, known: Type) -> Iterator[tuple[str, object]]:
    yield "%NAME", name
    yield "%SUPER_TYPE", known.above
    for key, feature in known.features.items():
        about = {"%DESCRIPTION": feature.about} if feature.about else {}
        yield key, {"%NAME": key, "%RANGE": feature.range, **about}
