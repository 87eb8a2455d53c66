"""A codebook survives its file, a faulty one is told what is wrong, the shipped ones can teach."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.assets import asset
from annotator.codebooks import (
    LARGEST_FILE,
    PALETTE,
    codebook_toml,
    faults,
    parse_codebook,
    read_codebook,
    shipped,
    shipped_codebook,
    write_codebook,
)
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Codebook,
    Condition,
    Field,
    Kind,
    Level,
    Option,
    Question,
    Tag,
    Value,
)
from annotator.gui.actions import single_keys
from annotator.gui.annotate import commands as annotate

SHIPPED = shipped()
SEVEN = [
    "contentious-label", "evaluative-word", "reporting-verb", "dramatic-verb",
    "hedge-intensifier", "dramatic-noun", "praise-word",
]  # fmt: skip

# ---------------------------------------------------------------------------- any codebook

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = texts.filter(str.strip)
keys = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9_.,;+&’'()-]{0,12}\Z")
options = st.lists(
    st.one_of(st.builds(Option, names, names), names.map(lambda name: Option(name, name))),
    min_size=1,
    max_size=4,
    unique_by=lambda option: option.key,
)


def values(item: Field) -> st.SearchStrategy[Value]:
    match item.kind:
        case Kind.CHOICE:
            return st.sampled_from([option.key for option in item.options])
        case Kind.SCALE:
            return st.integers(item.low, item.high)
        case Kind.YES_NO:
            return st.booleans()
        case Kind.TEXT:
            return texts


@st.composite
def asked(draw: st.DrawFn, kind_of: type[Field]) -> tuple[Field, ...]:
    found: list[Field] = []
    for key in draw(st.lists(keys, max_size=4, unique=True)):
        kind = draw(st.sampled_from(Kind))
        low = draw(st.integers(-100, 100))
        item = kind_of(
            key=key,
            name=draw(names),
            kind=kind,
            options=tuple(draw(options)) if kind is Kind.CHOICE else (),
            low=low,
            high=low + draw(st.integers(1, 100)),
            low_name=draw(texts),
            help=draw(texts),
            level=draw(st.none() | st.sampled_from(Level)),
            detect=draw(st.sampled_from(["", "quotation", "speaker"])),
        )
        on = draw(st.sampled_from([None, *found]))
        if on is not None:
            item = replace(item, when=Condition(on.key, draw(values(on))))
        if isinstance(item, Question):
            item = replace(item, required=draw(st.booleans()))
        found.append(item)
    return tuple(found)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    fields = draw(asked(Field))
    shortcuts = draw(st.permutations("1234abcd"))
    tags: list[Tag] = []
    for key, shortcut in zip(
        draw(st.lists(keys, max_size=5, unique=True)), shortcuts, strict=False
    ):
        tags.append(
            Tag(
                key=key,
                name=draw(names),
                definition=draw(texts),
                examples=tuple(draw(st.lists(texts, max_size=2))),
                colour=draw(st.sampled_from([*PALETTE, "#12abEF"])),
                shortcut=draw(st.sampled_from(["", shortcut])),
                # a condition points back, so the first few fields never miss what they wait for
                fields=tuple(item.key for item in fields[: draw(st.integers(0, len(fields)))]),
                parent=draw(st.sampled_from(["", *(tag.key for tag in tags)])),
                retired=draw(st.booleans()),
            )
        )
    return Codebook(
        id=draw(keys),
        name=draw(names),
        description=draw(texts),
        fields=fields,
        tags=tuple(tags),
        questions=tuple(q for q in draw(asked(Question)) if isinstance(q, Question)),
    )


@settings(max_examples=60, deadline=None)
@given(codebooks())
@example(Codebook("own", "Own", description="one\r\ntwo\nthree\r"))
@example(Codebook("own", "Own", description='one\n"two" \\ """three"""\n'))
def test_a_codebook_is_read_back_as_it_was_written(codebook: Codebook) -> None:
    assert faults(codebook) == []
    assert parse_codebook(codebook_toml(codebook)) == codebook


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    content = codebook_toml(shipped_codebook("recasens"))
    path.write_bytes(b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode())
    assert read_codebook(path) == shipped_codebook("recasens")


def test_writing_replaces_a_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("old")
    write_codebook(shipped_codebook("loaded-language"), path)
    assert read_codebook(path) == shipped_codebook("loaded-language")
    assert list(tmp_path.iterdir()) == [path]


def test_writing_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "own.toml"
    folder.mkdir()
    with pytest.raises(AnnotatorError, match=r"own\.toml.*could not be written"):
        write_codebook(Codebook("own", "Own"), folder)
    assert list(tmp_path.iterdir()) == [folder]


# ---------------------------------------------------------------------------- what is refused

PLAIN = """
id = "own"
name = "Own"
fields = [{ key = "loud", name = "Loud", kind = "scale" }]
[[tags]]
key = "slur"
name = "Slur"
fields = ["loud"]
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "Slur"', 'nome = "Slur"', "unknown key “nome” in number 1 of the tags"),
        ('kind = "scale"', 'kind = "choice", options = [{ id = "a" }]', "unknown key “id”"),
        ('name = "Slur"', "name = 3", "Expected text, got a whole number in tags number 1, name"),
        ('key = "slur"', "", "missing required field key in tags number 1"),
        ('"scale"', '"scales"', "scales"),
        ('fields = ["loud"]', "fields = [", "not valid TOML"),
        ('id = "own"', f"id = {'[' * 5000}", "not valid TOML"),
        ('fields = ["loud"]', 'fields = ["quiet"]', "asks an unknown field “quiet”"),
        ('name = "Own"', f'name = "{"x" * LARGEST_FILE}"', "too long"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(old: str, new: str, told: str) -> None:
    assert old in PLAIN
    parse_codebook(PLAIN)
    with pytest.raises(AnnotatorError) as caught:
        parse_codebook(PLAIN.replace(old, new))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"#" * (LARGEST_FILE + 1), "too large"),
        (b'id = "own"', "missing required field name in its top level"),
    ],
)
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    with pytest.raises(AnnotatorError, match=told) as caught:
        read_codebook(path)
    assert "“own.toml”" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"“gone\.toml” could not be opened"):
        read_codebook(tmp_path / "gone.toml")


def field(key: str, **more: Any) -> Field:
    return replace(Field(key, key.title()), **more)


def tag(key: str, **more: Any) -> Tag:
    return replace(Tag(key, key.title()), **more)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"tags": (tag("a"), tag("a"))}, "2 tags with the key “a”"),
        ({"tags": (tag("a b"),)}, "“a b” may not be used"),
        ({"tags": (tag("a", name=" "),)}, "“a” has no name"),
        ({"tags": (tag("a", fields=("x",)),)}, "asks an unknown field “x”"),
        ({"tags": (tag("a", parent="x"),)}, "unknown parent “x”"),
        ({"tags": (tag("a", parent="b"), tag("b", parent="a"))}, "“b” is its own parent"),
        ({"tags": (tag("a", colour="mauve"),)}, "unknown colour “mauve”"),
        ({"tags": (tag("a", shortcut="12"),)}, "not a single key"),
        ({"tags": (tag("a", shortcut="q"), tag("b", shortcut="Q"))}, "“a” and “b” share"),
        ({"fields": (field("a"), field("a"))}, "2 fields with the key “a”"),
        ({"fields": (field("a", kind=Kind.SCALE, low=3, high=3),)}, "scale from 3 to 3"),
        ({"fields": (field("a", kind=Kind.SCALE, high=10**9),)}, "more than 1,000 steps"),
        ({"fields": (field("a", kind=Kind.CHOICE),)}, "choice without options"),
        (
            {"fields": (field("a", kind=Kind.CHOICE, options=(Option("o", "O"),) * 2),)},
            "2 options with the key “o”",
        ),
        ({"fields": (field("a", detect="mood"),)}, "cannot detect “mood”"),
        ({"fields": (field("a", when=Condition("x", 1)),)}, "depends on an unknown field “x”"),
        (
            {"fields": (field("a", kind=Kind.YES_NO), field("b", when=Condition("a", "yes")))},
            "can never hold",
        ),
        (
            {"fields": (field("a", when=Condition("b", "")), field("b", when=Condition("a", "")))},
            "“a” depends on itself",
        ),
        (
            {
                "fields": (field("a"), field("b", when=Condition("a", "x"))),
                "tags": (tag("t", fields=("b",)),),
            },
            "depends on “a”, but does not ask that",
        ),
        (
            {"questions": (Question("q", "Q", when=Condition("x", 1)),)},
            "depends on an unknown question “x”",
        ),
    ],
)
def test_a_fault_is_a_sentence_about_it(parts: dict[str, Any], told: str) -> None:
    found = faults(replace(Codebook("own", "Own"), **parts))
    assert any(told in sentence for sentence in found), found
    assert all(sentence.endswith(".") for sentence in found)


def test_a_retired_tag_gives_its_shortcut_free() -> None:
    tags = (tag("a", shortcut="1", retired=True), tag("b", shortcut="1"))
    assert faults(Codebook("own", "Own", tags=tags)) == []


# ---------------------------------------------------------------------------- what is shipped


def test_loaded_language_comes_first_with_its_tags_in_order() -> None:
    first = shipped()[0]
    assert first.id == "loaded-language"
    assert [tag.key for tag in first.tags] == SEVEN
    assert [tag.shortcut for tag in first.tags] == list("1234567")


def test_the_groups_of_recasens_have_their_kinds() -> None:
    kinds = {tag.key: tag.parent for tag in shipped_codebook("recasens").tags}
    assert list(kinds.values()).count("framing-bias") == 2
    assert list(kinds.values()).count("epistemological-bias") == 4


@pytest.mark.parametrize("codebook", SHIPPED, ids=lambda codebook: codebook.id)
def test_a_shipped_codebook_is_faultless_and_read_back_as_written(codebook: Codebook) -> None:
    assert faults(codebook) == []
    assert parse_codebook(codebook_toml(codebook)) == codebook
    assert asset("codebooks", f"{codebook.id}.toml").is_file()


@pytest.mark.parametrize("codebook", SHIPPED, ids=lambda codebook: codebook.id)
def test_a_shipped_codebook_can_be_taught_from(codebook: Codebook) -> None:
    assert codebook.source
    # The first line stands beside the name where codebooks are chosen.
    first, _, rest = codebook.description.strip().partition("\n\n")
    assert first.endswith((".", "?"))
    assert len(first) < 80
    assert rest
    parents = {tag.parent for tag in codebook.tags}
    for tag in codebook.tags:
        assert tag.definition, tag.key
        if tag.key in parents and not tag.examples:
            continue
        assert tag.test, tag.key
        assert len(tag.examples) >= 2, tag.key
        assert len(tag.counter_examples) >= 2, tag.key
        assert len(set(tag.examples + tag.counter_examples)) >= 4, tag.key
        for sentence in tag.examples:
            marked = sentence.split("*")[1::2]
            assert sentence.count("*") in {2, 4, 6}, sentence
            assert all(words and words == words.strip() for words in marked), sentence
        for sentence in tag.counter_examples:
            assert " — " in sentence, sentence
            assert "*" not in sentence, sentence
    for items in (codebook.fields, codebook.questions):
        assert len({item.name for item in items}) == len(items)
        assert all(item.name[0].isupper() for item in items)


@pytest.mark.parametrize(
    "id", ["loaded-language", "recasens", "babe", "words-to-watch", "loaded-words"]
)
def test_a_codebook_of_words_shows_the_neutral_ones(id: str) -> None:  # noqa: A002 - as Codebook.id
    for tag in shipped_codebook(id).tags:
        assert len(tag.examples) >= 3, tag.key
        for sentence in tag.examples:
            marked, arrow, neutral = sentence.partition(" → ")
            assert marked.count("*") in {2, 4}, sentence
            assert arrow, sentence
            assert neutral, sentence
            assert "*" not in neutral, sentence


@pytest.mark.parametrize("codebook", SHIPPED, ids=lambda codebook: codebook.id)
def test_the_tags_of_a_shipped_codebook_can_be_told_apart(codebook: Codebook) -> None:
    assert all(tag.colour in PALETTE for tag in codebook.tags)
    if codebook.id == "semeval-2023":
        groups = {tag.key: tag.colour for tag in codebook.tags if not tag.parent}
        assert len(set(groups.values())) == len(groups)
        assert all(tag.colour == groups[tag.parent] for tag in codebook.tags if tag.parent)
    else:
        colours = {tag.colour for tag in codebook.tags}
        assert len(colours) == min(len(codebook.tags), len(PALETTE))
    assert len({tag.name for tag in codebook.tags}) == len(codebook.tags)


@pytest.mark.parametrize("codebook", SHIPPED, ids=lambda codebook: codebook.id)
def test_a_tag_has_a_key_that_annotating_leaves_free(codebook: Codebook) -> None:
    # What is inside a group is chosen by its number there.
    given = [tag for tag in codebook.tags if not codebook.in_group(tag)]
    shortcuts = "".join(tag.shortcut for tag in given)
    digits = min(len(given), 9)
    assert len(shortcuts) == len(given)
    assert shortcuts[:digits] == "123456789"[:digits]
    assert shortcuts[digits:].isalpha() or not shortcuts[digits:]
    assert not single_keys(annotate.ACTIONS) & set(shortcuts)
    for tag in given[9:]:  # a letter can be found in the name
        assert tag.shortcut in tag.name.casefold(), tag.key


# ---------------------------------------------------------------------------- published ids


def test_what_is_shipped_and_in_which_order() -> None:
    assert [codebook.id for codebook in shipped()] == [
        "loaded-language",
        "babe",
        "basil",
        "loaded-words",
        "media-frames",
        "ptc-14",
        "ptc-18",
        "sift-questions",
        "namle-questions",
        "recasens",
        "semeval-2023",
        "bias-types",
        "words-to-watch",
    ]


PTC_12 = [
    "Loaded_Language", "Name_Calling,Labeling", "Repetition", "Exaggeration,Minimisation",
    "Doubt", "Appeal_to_fear-prejudice", "Flag-Waving", "Causal_Oversimplification", "Slogans",
    "Appeal_to_Authority", "Black-and-White_Fallacy", "Thought-terminating_Cliches",
]  # fmt: skip


def test_the_ids_of_the_propaganda_techniques_are_those_of_the_corpus() -> None:
    fourteen, eighteen = shipped_codebook("ptc-14"), shipped_codebook("ptc-18")
    assert [tag.key for tag in fourteen.tags] == [
        *PTC_12,
        "Whataboutism,Straw_Men,Red_Herring",
        "Bandwagon,Reductio_ad_hitlerum",
    ]
    assert [tag.key for tag in eighteen.tags] == [
        *PTC_12,
        "Whataboutism",
        "Straw_Men",
        "Red_Herring",
        "Bandwagon",
        "Reductio_ad_hitlerum",
        "Obfuscation,Intentional_Vagueness,Confusion",
    ]
    for key in PTC_12:
        assert fourteen.tag(key) == eighteen.tag(key)


def test_the_techniques_of_semeval_2023_lie_in_their_groups() -> None:
    groups: dict[str, list[str]] = {}
    for item in shipped_codebook("semeval-2023").tags:
        if item.parent:
            groups[item.parent].append(item.key)
        else:
            groups[item.key] = []
    assert groups == {
        "Attack_on_Reputation": [
            "Name_Calling-Labeling", "Guilt_by_Association", "Doubt", "Appeal_to_Hypocrisy",
            "Questioning_the_Reputation",
        ],
        "Justification": [
            "Flag_Waving", "Appeal_to_Authority", "Appeal_to_Popularity", "Appeal_to_Values",
            "Appeal_to_Fear-Prejudice",
        ],
        "Simplification": [
            "Causal_Oversimplification", "False_Dilemma-No_Choice",
            "Consequential_Oversimplification",
        ],
        "Distraction": ["Straw_Man", "Red_Herring", "Whataboutism"],
        "Call": ["Slogans", "Conversation_Killer", "Appeal_to_Time"],
        "Manipulative_Wording": [
            "Loaded_Language", "Obfuscation-Vagueness-Confusion", "Exaggeration-Minimisation",
            "Repetition",
        ],
    }  # fmt: skip
    assert sum(map(len, groups.values())) == 23


def option_keys(codebook: Codebook, question: str) -> list[str]:
    found = codebook.question(question) or codebook.field(question)
    assert found is not None
    return [option.key for option in found.options]


def test_the_codes_of_the_media_frames_are_those_of_the_corpus() -> None:
    frames = shipped_codebook("media-frames")
    assert [(tag.key, tag.name) for tag in frames.tags] == [
        ("1.0", "Economic"),
        ("2.0", "Capacity and resources"),
        ("3.0", "Morality"),
        ("4.0", "Fairness and equality"),
        ("5.0", "Legality, constitutionality and jurisprudence"),
        ("6.0", "Policy prescription and evaluation"),
        ("7.0", "Crime and punishment"),
        ("8.0", "Security and defense"),
        ("9.0", "Health and safety"),
        ("10.0", "Quality of life"),
        ("11.0", "Cultural identity"),
        ("12.0", "Public opinion"),
        ("13.0", "Political"),
        ("14.0", "External regulation and reputation"),
        ("15.0", "Other"),
    ]
    primary = [f"{number}.2" for number in range(1, 16)]
    assert option_keys(frames, "primary-frame") == [*primary, "16.2"]
    assert option_keys(frames, "tone") == ["17.4", "17.35", "18.3", "19.35", "19.4"]


def test_the_answers_of_babe_are_stored_as_in_its_files() -> None:
    babe = shipped_codebook("babe")
    assert [tag.key for tag in babe.tags] == ["biased-word"]
    assert option_keys(babe, "label_bias") == ["Biased", "Non-biased"]
    assert option_keys(babe, "label_opinion") == [
        "Entirely factual",
        "Somewhat factual but also opinionated",
        "Expresses writer\N{RIGHT SINGLE QUOTATION MARK}s opinion",
    ]
    opinion = babe.question("label_opinion")
    assert opinion is not None
    assert opinion.measured is Level.ORDINAL


def test_the_fields_of_basil_are_those_of_its_files() -> None:
    basil = shipped_codebook("basil")
    fields = [
        "target", "polarity", "aim", "indirect-target-name", "indirect-ally-opponent-sentiment",
        "quote", "speaker",
    ]  # fmt: skip
    assert [field.key for field in basil.fields] == fields
    assert {tag.key: list(tag.fields) for tag in basil.tags} == {"lex": fields, "inf": fields}
    assert option_keys(basil, "polarity") == ["pos", "neg"]
    assert option_keys(basil, "aim") == ["dir", "ind_pro", "ind_anti", "ind_general"]
    assert option_keys(basil, "indirect-ally-opponent-sentiment") == ["pos", "neu", "neg"]
    assert option_keys(basil, "author_feeling") == ["pos", "neu", "neg"]
    five = ["str-pos", "sli-pos", "neu", "sli-neg", "str-neg"]
    assert option_keys(basil, "you_feeling") == five
    assert option_keys(basil, "relative_stance") == ["left", "center", "right"]
    quote, speaker = basil.field("quote"), basil.field("speaker")
    assert quote is not None
    assert speaker is not None
    assert (quote.detect, speaker.detect) == ("quotation", "speaker")
    assert speaker.when == Condition("quote", value=True)


def test_the_sixteen_types_of_bias_are_tags_and_questions() -> None:
    types = shipped_codebook("bias-types")
    asked = [question.key for question in types.questions if question.kind is Kind.YES_NO]
    assert asked == ["slant", "bias-by-omission", "story-choice", "placement", "photo-bias"]
    assert len(types.tags) + len(asked) == 16


def test_the_question_sheets_ask_their_questions_in_order() -> None:
    ten = shipped_codebook("namle-questions")
    asked = [question.key for question in ten.questions]
    assert len(asked) == 10
    assert option_keys(ten, "answers") == asked
    moves = [question.key for question in shipped_codebook("sift-questions").questions]
    four = ["stop", "investigate", "find", "trace"]
    assert [key for key in moves if key in four] == four


def test_an_unknown_codebook_is_answered_with_the_known() -> None:
    with pytest.raises(AnnotatorError, match=r"“nope”; there are loaded-language, .*recasens"):
        shipped_codebook("nope")


# ---------------------------------------------------------------------------- where they lie


def test_a_frozen_build_finds_its_own_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "resources" / "codebooks"
    own.mkdir(parents=True)
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert asset("codebooks") == own


def test_a_missing_resource_says_what_to_do() -> None:
    with pytest.raises(AnnotatorError, match=r"resources/icons/none\.svg is missing.*install"):
        asset("icons", "none.svg")
