"""The neutral wordings of a class, side by side and without names."""

from annotator.core.model import Codebook, Field, Kind, Label, Tag
from annotator.core.rewording import neutral_words, rewording_field
from annotator.teach.classwork import Classwork
from annotator.teach.rewordings import Reworded, rewordings_of
from tests.teach.small_class import ARTICLE, KEY, label_on


def worded(*given: tuple[str, str, str], key: bool = True, others: int = 3) -> tuple[Reworded, ...]:
    """What a class gave: who, for which words, which wording; `others` gave none."""
    labels: dict[str, list[Label]] = {f"other{at}": [] for at in range(others)}
    for who, quote, neutral in given:
        labels.setdefault(who, []).append(label_on(ARTICLE, who, quote, neutral=neutral))
    return rewordings_of(Classwork(ARTICLE, labels, KEY if key else None))


def told(places: tuple[Reworded, ...]) -> dict[str, list[tuple[str, int]]]:
    return {place.quote: [(it.text, it.students) for it in place.rewordings] for place in places}


def test_equal_wordings_are_one_as_most_wrote_it() -> None:
    found = worded(
        ("a", "catastrophic", "“Serious”"),
        ("b", "catastrophic failure", "serious"),
        ("c", "catastrophic failure of nerve", "serious"),
        ("d", "failure", "lack  of will"),
    )
    assert told(found) == {"catastrophic failure": [("serious", 3), ("lack of will", 1)]}
    assert (found[0].students, found[0].key) == (4, KEY[1])


def test_beyond_the_key_labels_that_overlap_are_one_place() -> None:
    found = worded(
        ("a", "Critics fumed", "critics objected"),
        ("b", "fumed", "objected"),
        ("c", "fumed", "said no"),
        ("d", "plan", "proposal"),
    )
    assert told(found) == {
        "plan": [("proposal", 1)],
        "fumed": [("critics objected", 1), ("objected", 1), ("said no", 1)],
    }
    assert [it.key for it in found] == [None, None]


def test_a_place_is_told_in_the_order_of_the_text_without_a_key_too() -> None:
    found = worded(("a", "fumed", "objected"), ("b", "Regime", "government"), key=False)
    assert list(told(found)) == ["Regime", "fumed"]


def test_no_wording_names_a_student_but_votes_find_their_labels() -> None:
    [place] = worded(("ada", "Regime", "government"), ("ben", "Regime", "Government"))
    [wording] = place.rewordings
    assert wording.text == "Government"
    assert wording.votes({"ada:Regime:loaded": 4, "ben:Regime:loaded": 1, "else": 9}) == 5


def test_labels_without_a_wording_have_no_place_and_few_students_are_not_shown() -> None:
    assert worded(("a", "Regime", " ")) == ()
    assert worded(("a", "Regime", "government"), others=1) == ()
    assert worded(("a", "Regime", "government"), others=2) != ()


def codebook(*fields: Field) -> Codebook:
    tag = Tag("loaded", "Loaded", fields=tuple(it.key for it in fields))
    return Codebook("x", "X", fields=fields, tags=(tag,))


def test_the_field_is_called_neutral_or_as_others_call_it() -> None:
    assert rewording_field(codebook(Field("rewrite", "R"), Field("neutral", "N"))) == "neutral"
    assert rewording_field(codebook(Field("rewrite", "R"))) == "rewrite"
    assert rewording_field(codebook(Field("neutral", "N", Kind.YES_NO))) == ""
    unasked = Codebook("x", "X", fields=(Field("neutral", "N"),), tags=(Tag("loaded", "L"),))
    assert rewording_field(unasked) == ""
    assert neutral_words(label_on(ARTICLE, "a", "Regime", neutral=" state ")) == "state"
    assert rewordings_of(Classwork(ARTICLE, {"a": [], "b": [], "c": []}), "") == ()
