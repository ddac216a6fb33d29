"""Argdown, Kialo text and AIF: strict readers find every claim, evidence, answer and link again."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Annotator, Counterargument, Essay, Link, Passage, Topic
from counterpoint.core.vocabulary import How, NodeType, Relation
from counterpoint.exporters import aif, argdown, kialo
from counterpoint.exporters.argument_graph import told_answer
from tests.exporters.arguments import (
    hard_libraries,
    in_the_map,
    links_in_the_map,
    on_one_line,
    read_aif,
    read_argdown,
    read_kialo,
)
from tests.library import TEXT, card_of, passage_of

ADA = Annotator(name="Ada")
TOPIC = Topic(wording="Should fences stand?")
ESSAY = Essay(title="Fences 😀", text=TEXT, topic_id=TOPIC.id, side="con")


def words_in(library: Bundle) -> dict[str, str]:
    """What a map says of each node, by id."""
    said = {each.id: on_one_line(each.quote) for each in library.passages}
    return said | {each.id: told_answer(each) for each in library.counterarguments}


def passage(words: str, kind: str = "claim") -> Passage:
    start = TEXT.index(words)
    return passage_of(ESSAY, ADA, start, start + len(words)).model_copy(update={"kind": kind})


def answer(heading: str, how: How = "rebut") -> Counterargument:
    return Counterargument(annotator_id=ADA.id, heading=heading, how=how)


def link(
    source: Passage | Counterargument, relation: Relation, target: Passage | Counterargument, second: int = 0
) -> Link:
    ends: list[NodeType] = [
        "passage" if isinstance(each, Passage) else "counterargument" for each in (source, target)
    ]
    return Link(
        annotator_id=ADA.id,
        relation=relation,
        source_type=ends[0],
        source_id=source.id,
        target_type=ends[1],
        target_id=target.id,
        created=f"2026-01-01T00:00:{second:02}Z",
    )


CLAIM, PRICES, PHRASE = passage("Who pays? We do."), passage("Prices rose", "evidence"), passage("自力更生")
IRONY = passage("“We adapt.”", "rhetoric")
AT, BACK = answer("AT: We pay [1]"), answer("AT: AT", "undercut")
LIBRARY = Bundle.of(
    [
        *(TOPIC, ADA, ESSAY, CLAIM, PRICES, PHRASE, IRONY, AT, BACK),
        *(link(PRICES, "supports", CLAIM), link(AT, "answers", CLAIM, 1), link(BACK, "answers", AT)),
        *(link(PHRASE, "restates", CLAIM, 2), link(IRONY, "supports", CLAIM), card_of(ESSAY, PRICES)),
    ]
)


# Argdown


@given(hard_libraries())
def test_argdown_is_read_back_whole(library: Bundle) -> None:
    text = argdown.write(library)
    found = read_argdown(text)
    ids = {title: each.data["id"] for title, each in found.definitions.items()}
    assert set(ids.values()) == in_the_map(library)
    said = words_in(library)
    passages = {each.id: each for each in library.passages}
    answers = {each.id: each for each in library.counterarguments}
    names = {each.id: each.name for each in library.annotators}
    restated = set()
    for title, each in found.definitions.items():
        id_ = ids[title]
        record = passages.get(id_) or answers[id_]
        assert each.data["by"] == names[record.annotator_id]
        assert each.is_argument == (id_ in answers)
        if isinstance(record, Passage):
            assert (each.words, each.tags[0]) == (said[id_], record.kind)
            assert (each.data["start"], each.data["end"]) == (record.start, record.end)
            assert each.data.get("note", "") == record.note
        else:
            assert each.data["heading"] == record.heading
            assert each.tags == ["answer", record.how]
            assert each.words == on_one_line(record.reasoning if record.reasoning.strip() else record.heading)
        restated |= {(id_, "restates", ids[other]) for other in each.data.get("restates", ())}
    marks = {"+": "supports", "-": "answers", "_": "answers"}
    links = {(ids[source], marks[mark], ids[target]) for source, mark, target in found.relations}
    assert links | restated == links_in_the_map(library)
    assert sorted(found.headings[: len(library.essays)]) == sorted(
        on_one_line(each.title) for each in library.essays
    )


def test_argdown_as_people_read_it() -> None:
    text = argdown.write(LIBRARY)
    assert text.startswith('===\ntitle: "Should fences stand?"\nmodel:\n')
    assert "\n# Fences 😀\n\n" in text
    assert "[Who pays? We do.]: Who pays? We do. #claim {start: " in text
    assert "\n  + [Prices rose]\n" in text
    assert "\n  - <AT: We pay 1>\n" in text
    assert "<AT: We pay 1>: AT: We pay \\[1\\] #answer #rebut {heading: " in text
    assert "\n  _ <AT: AT>\n" in text  # an answer to an answer that says its step does not follow
    assert 'restates: ["Who pays? We do."]' in text
    assert "We adapt" not in text


# Kialo


@given(hard_libraries())
def test_a_kialo_discussion_is_read_back_whole(library: Bundle) -> None:
    found = read_kialo(kialo.write(library))
    said = {id_: words for id_, words in words_in(library).items() if id_ in in_the_map(library)}
    plain = {id_: kialo_words(words) for id_, words in said.items()}
    theses = {number for number in found.claims if number.count(".") == 1}
    theses |= {child for child, stance, at in found.below if at == "1." and not stance}
    written = Counter(words for number, words in found.claims.items() if number not in theses)
    assert written == Counter(plain.values())
    below = Counter(
        (plain[source], "Con" if relation == "answers" else "Pro", plain[target])
        for source, relation, target in {
            (source, "answers" if relation == "answers" else "supports", target)
            for source, relation, target in links_in_the_map(library)
        }
    )
    inside = Counter(
        (found.claims[child], stance, found.claims[at])
        for child, stance, at in found.below
        if at not in theses
    )
    assert inside == below


def kialo_words(words: str) -> str:
    return f"“{words}”" if words.startswith(("->", "Pro:", "Con:")) else words


def test_a_kialo_discussion_as_people_read_it() -> None:
    assert kialo.write(LIBRARY).split("\n") == [
        "Discussion Title: Should fences stand?",
        "",
        "1. Should fences stand?",
        "1.1. Con: Who pays? We do.",
        "1.1.1. Pro: Prices rose",
        "1.1.2. Con: AT: We pay \\[1\\]",
        "1.1.2.1. Con: AT: AT",
        "1.1.3. Pro: 自力更生",
        "",
    ]


def test_a_circle_ends_and_loses_no_link() -> None:
    one, other = passage("Who pays?"), passage("We do.")
    circle = Bundle.of(
        [ADA, ESSAY, TOPIC, one, other, link(one, "supports", other), link(other, "answers", one)]
    )
    lines = kialo.write(circle).split("\n")[3:-1]
    assert lines == ["1.1. Con: Who pays?", "1.1.1. Con: We do.", "1.1.1.1. Pro: -> See 1.1."]


def test_essays_without_a_side_are_theses_of_their_own() -> None:
    other = Essay(title="Walls", text=TEXT)
    claim = passage_of(other, ADA, 0, 6)
    lines = kialo.write(Bundle.of([ADA, TOPIC, ESSAY, other, CLAIM, claim, AT])).split("\n")
    assert lines[0] == "Discussion Title: Counterpoint"
    assert lines[3:-1] == [
        "1.1. Should fences stand?",
        "1.1.1. Con: Who pays? We do.",
        "1.2. Walls",
        "1.2.1. Pro: Fences",
        "1.3. Answers to nothing in these essays",
        "1.3.1. Con: AT: We pay \\[1\\]",
    ]


def test_a_long_chain_is_no_matter() -> None:
    chain = [answer(f"AT: {number}") for number in range(1_500)]
    links = [link(after, "answers", before) for before, after in pairwise(chain)]
    found = read_kialo(kialo.write(Bundle.of([ADA, ESSAY, *chain, *links])))
    assert max(number.count(".") for number in found.claims) == 1_502


# AIF


@given(hard_libraries())
def test_aif_is_read_back_whole(library: Bundle) -> None:
    nodes, links = read_aif(aif.write(library))
    assert links == links_in_the_map(library)
    assert set(nodes) == in_the_map(library)
    for each in (*library.passages, *library.counterarguments):
        if each.id not in nodes:
            continue
        node = nodes[each.id]
        if isinstance(each, Passage):
            assert (node["text"], node["detail"], node["note"]) == (each.quote, each.detail, each.note)
        else:
            assert isinstance(each, Counterargument)
            reasoned = f"{each.heading}\n\n{each.reasoning}" if each.reasoning.strip() else each.heading
            assert (node["text"], node["how"]) == (reasoned, each.how)


# What is lost


def test_what_is_lost_is_said() -> None:
    lost = {"argdown": argdown.losses(LIBRARY), "kialo": kialo.losses(LIBRARY), "aif": aif.losses(LIBRARY)}
    for each in lost.values():
        assert {"1 rhetoric passage", "1 link of rhetoric", "1 card"} <= set(each)
    assert "1 restatement (it becomes a pro)" in lost["kialo"]
    assert "how an answer answers (all are cons)" in lost["kialo"]
    assert "1 essay’s title and cite" in lost["aif"]


@pytest.mark.parametrize("writer", [argdown, kialo, aif])
def test_nothing_is_lost_of_nothing_and_it_can_be_written(writer: object) -> None:
    assert writer.losses(Bundle()) == ()  # type: ignore[attr-defined]
    text = writer.write(Bundle())  # type: ignore[attr-defined]
    {argdown: read_argdown, kialo: read_kialo, aif: read_aif}[writer](text)  # type: ignore[index]


@given(hard_libraries())
def test_the_order_that_records_come_in_makes_no_difference(library: Bundle) -> None:
    turned = Bundle.of(reversed(list(library.records())))
    for writer in (argdown, kialo, aif):
        assert writer.write(turned) == writer.write(library)
        assert writer.losses(turned) == writer.losses(library)
