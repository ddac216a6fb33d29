"""brat standoff in: what our own export says comes back, what other programs write is read as they meant."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.bundle import Bundle, Incoming
from counterpoint.core.code_kinds import CodeKind
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Passage
from counterpoint.core.text import cleaned
from counterpoint.core.vocabulary import KINDS
from counterpoint.exporters import brat as exporter
from counterpoint.importers.brat import read_folder_files
from counterpoint.importers.coded_project import CodedProject, Selection
from counterpoint.importers.coded_records import records_of
from tests.core.bundles import bundles, random_bundle
from tests.exporters.arguments import hard_libraries

TEXT = (
    "Fences 😀 teach climbers. A cafe\u0301 owner said: “We adapt.” قال التاجر.\n自力更生 is old. Who pays?"
)
Told = tuple[object, ...]


def files_of(library: Bundle) -> dict[str, bytes]:
    """The files of an export, named by number."""
    files: dict[str, bytes] = {}
    for number, document in enumerate(exporter.write(library)):
        files[f"{number}.txt"] = document.text.encode()
        files[f"{number}.ann"] = document.annotations.encode()
    return files


def taken(project: CodedProject) -> Incoming:
    """The project's records, each code taken for just what it says."""
    kinds = {kind.capitalize(): kind for kind in KINDS}
    mapping = {
        code.key: CodeKind(kinds[code.path[0]], code.name) if code.path else CodeKind(kinds[code.name])
        for code in project.codes
    }
    return records_of(project, mapping)


def one(annotations: str, text: str | bytes = TEXT) -> CodedProject:
    """What one document holds."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_folder_files({"a/b.txt": data, "a/b.ann": annotations.encode()}, "a folder")


def marked(project: CodedProject) -> list[tuple[str, ...]]:
    """The words that are marked, fragment by fragment."""
    text = project.texts[0].text
    return [tuple(text[span.start : span.end] for span in each.spans) for each in project.selections]


def spot(words: str) -> str:
    start = TEXT.index(words)
    return f"{start} {start + len(words)}"


# Out and in


@given(st.one_of(bundles(), hard_libraries()))
def test_what_brat_can_hold_comes_back(library: Bundle) -> None:
    project = read_folder_files(files_of(library), "out")
    back = taken(project).bundle
    assert project.told == ()
    texts = {each.id: each.text for each in library.essays}
    names = {each.id: " ".join(each.name.split()) for each in library.annotators}
    held = {each.id: _told(each, texts, names) for each in library.passages if each.quote.strip()}
    texts |= {each.id: each.text for each in back.essays}
    names |= {each.id: each.name for each in back.annotators}
    there = {each.id: _told(each, texts, names) for each in back.passages}
    assert set(there.values()) == set(held.values())
    assert {(there[each.source_id], each.relation, there[each.target_id]) for each in back.links} == {
        (held[each.source_id], each.relation, held[each.target_id])
        for each in library.links
        if {each.source_id, each.target_id} <= held.keys()
        and held[each.source_id][0] == held[each.target_id][0]
        and held[each.source_id] != held[each.target_id]
    }


def _told(passage: Passage, texts: dict[str, str], names: dict[str, str]) -> Told:
    """What brat holds of a passage: no line breaks at its edges, no spaces around its note."""
    start = passage.start + len(passage.quote) - len(passage.quote.lstrip("\n"))
    end = passage.end - len(passage.quote) + len(passage.quote.rstrip("\n"))
    what = passage.kind, passage.detail, cleaned(passage.note).strip(), names[passage.annotator_id]
    return texts[passage.essay_id], start, end, *what


@given(bundles())
def test_each_line_is_one_of_brats_and_its_words_stand_where_it_says(library: Bundle) -> None:
    for document in exporter.write(library):
        for line in document.annotations.split("\n")[:-1]:
            label, said, *words = line.split("\t", 2)
            assert len(line.splitlines()) == 1
            assert label[0] in "TRA#"
            if label[0] == "T":
                spans = [tuple(map(int, each.split())) for each in said.partition(" ")[2].split(";")]
                assert words == [" ".join(document.text[start:end] for start, end in spans)]


def test_what_is_lost_is_said_and_the_details_are_known_to_brat() -> None:
    library = next(
        each for seed in range(99) if (each := random_bundle(seed)).cards and each.counterarguments
    )
    lost = exporter.losses(library)
    assert any(each.endswith((" answer", " answers")) for each in lost)
    assert any(" card" in each for each in lost)
    assert exporter.losses(Bundle()) == ()
    configuration = exporter.configuration(library)
    assert "[entities]\nClaim\nEvidence\nRhetoric\n\n[relations]\nsupports\tArg1:<ENTITY>" in configuration
    assert "|loaded_language|" in configuration


# What other programs write


def test_fragments_attributes_notes_and_links_are_read() -> None:
    lines = [
        f"T1\tClaim {spot('Fences 😀')};{spot('climbers.')}\tFences 😀 climbers.",
        f"T2\tEvidence {spot('قال التاجر')}\tقال التاجر",
        f"T3\tClaim {spot('Who pays?')}\tWho pays?",
        "A1\tDetail T2 testimony",
        "A2\tStance T1 For",
        "M1\tNegation T1",
        "R1\tSupports Arg1:T2 Arg2:T1\t",
        "*\tEquiv T1 T3",
        "N1\tReference T2 Wikipedia:42\tThe merchant",
        "#1\tAnnotatorNotes T1\tC:\\new\tline",
    ]
    project = one("\n".join(lines))
    assert marked(project) == [("Fences 😀", "climbers."), ("قال التاجر",), ("Who pays?",)]
    first, second, _ = project.selections
    assert second.code_keys == ("Evidence", "Evidence/testimony")
    assert first.note == "Stance: For\nNegation\nC:\\new\tline"
    assert second.note == "Wikipedia:42 The merchant"
    assert [(tie.name, tie.source_key, tie.target_key) for tie in project.ties] == [
        ("Supports", "a/b/T2", "a/b/T1"),
        ("restates", "a/b/T3", "a/b/T1"),
    ]
    assert [(code.name, code.path) for code in project.codes] == [
        ("Claim", ()),
        ("Evidence", ()),
        ("testimony", ("Evidence",)),
    ]
    assert project.told == ()


def test_an_event_is_its_trigger_and_ties_to_its_arguments() -> None:
    lines = [
        f"T1\tAttack {spot('said')}\tsaid",
        f"T2\tPerson {spot('owner')}\towner",
        f"T3\tClaim {spot('Who pays?')}\tWho pays?",
        "E1\tAttack:T1 Agent:T2 answers:E2",
        "E2\tClaim:T3",
        "A1\tSure E1",
        "#1\tAnnotatorNotes R9\tnothing",
    ]
    project = one("\n".join(lines))
    assert [(tie.name, tie.source_key, tie.target_key) for tie in project.ties] == [
        ("Agent", "a/b/T1", "a/b/T2"),
        ("answers", "a/b/T1", "a/b/T3"),
    ]
    assert project.selections[0].note == "Sure"
    assert project.told == ("“a/b.ann”: 1 note of nothing left out.",)
    incoming = records_of(project, {"Attack": CodeKind("claim"), "Claim": CodeKind("claim")})
    assert [each.relation for each in incoming.bundle.links] == ["answers"]
    assert any("Agent" in each.what for each in incoming.unplaced)


@pytest.mark.parametrize("count", ["utf-16", "utf-8", "lines", "mark"])
def test_other_ways_to_count_are_told_by_the_words_and_converted(count: str) -> None:
    raw = {"lines": TEXT.replace("\n", "\r\n"), "mark": "\ufeff" + TEXT}.get(count, TEXT)
    lines = []
    for number, words in enumerate(("teach", "قال", "自力更生", "Who pays?"), start=1):
        before = TEXT[: TEXT.index(words)]
        sizes = {"utf-16": len(before.encode("utf-16-le")) // 2, "utf-8": len(before.encode())}
        long = {"utf-8": len(words.encode())}.get(count, len(words))
        start = sizes.get(count, len(before) + (count == "mark"))
        lines.append(f"T{number}\tClaim {start} {start + long}\t{words}")
    project = one("\n".join(lines), raw)
    assert marked(project) == [("teach",), ("قال",), ("自力更生",), ("Who pays?",)]
    said = {"utf-16": "UTF-16 units", "utf-8": "bytes", "lines": "line ends", "mark": "byte order mark"}
    assert said[count] in project.told[0]
    assert project.texts[0].text[0] == "F"


def test_windows_files_that_count_every_character_are_taken_as_they_are() -> None:
    raw = "\ufeff" + TEXT.replace("\n", "\r\n")
    start = raw.removeprefix("\ufeff").index("自力")
    project = one(f"\ufeffT1\tClaim {start} {start + 2}\t自力\r\n\r\n", raw)
    assert marked(project) == [("自力",)]
    assert project.told == ()


def test_words_that_stand_elsewhere_are_looked_for_and_to_be_confirmed() -> None:
    project = one(f"T1\tClaim 0 9\tWho pays?\nT2\tClaim {spot('old')}\told")
    passages = taken(project).bundle.passages
    assert {(each.quote, each.status) for each in passages} == {("Who pays?", "moved"), ("old", "")}


def test_people_are_named_by_the_folders_of_one_document() -> None:
    annotations = f"T1\tClaim {spot('old')}\told".encode()
    files: dict[str, bytes] = {}
    for who in ("Ada", "Zoë"):
        files |= {f"set/{who}/essay.txt": TEXT.encode(), f"set/{who}/essay.ann": annotations}
    files |= {"set/Ada/other.txt": TEXT.encode(), "set/Ada/other.ann": annotations}
    project = read_folder_files(files, "set")
    assert {_by(each) for each in project.selections} == {("essay", "Ada"), ("essay", "Zoë"), ("other", "")}


def _by(selection: Selection) -> tuple[str, str]:
    return selection.text_key.rpartition("/")[2], selection.person_key


def test_files_without_a_partner_and_damaged_ones_are_told_of() -> None:
    files = {"a.txt": b"A text.", "a.ann": b"", "b.ann": b"", "c.txt": b"x", "d.txt": b"x", "d.ann": b"T1 x"}
    project = read_folder_files(files, "mixed")
    assert [each.key for each in project.texts] == ["a"]
    assert project.told == (
        "“b.ann” came without a text of the same name (.txt) and was left out.",
        "“c.txt” came without annotations of the same name (.ann) and was left out.",
        "“d.ann” is not as brat writes it (line 1); get it again from where it came.",
    )


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "“x” holds no text"),
        ({"a.txt": b"x"}, "“x” holds no text"),
        ({"a.txt": b"\xff\xfeA", "a.ann": b""}, "“a.txt” is not in UTF-8"),
        ({"a.txt": b"x", "a.ann": b"\xff"}, "“a.ann” is not in UTF-8"),
    ],
)
def test_a_folder_with_nothing_to_read_is_refused(files: dict[str, bytes], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_folder_files(files, "x")


@pytest.mark.parametrize(
    "line",
    [
        "T1\tClaim 9 3\tx",
        "T1\tClaim a b\tx",
        "T1\tClaim 1 99999999999999999999\tx",
        "T1\tClaim 1 2;\tx",
        "T1\tClaim\tx",
        "T1\nT1",
        "T1\tClaim 0 1\tF\nT1\tClaim 0 1\tF",
        "R1\tsupports T1 T2",
        "R1\tsupports Arg1:T1",
        "E1\tClaim:E2",
        "A1\tDetail",
        "N1\tReference T1",
        "#1\tAnnotatorNotes",
        "*\tEquiv T1",
        "X1\tClaim 0 1\tF",
        "{}",
        "\0",
    ],
)
def test_a_line_that_brat_never_writes_is_refused(line: str) -> None:
    with pytest.raises(BadInput, match=r"^“a/b\.ann” is not as brat writes it \(line \d\)"):
        one(line)


@given(st.integers(0, 2**32))
def test_spoilt_files_are_read_or_refused_in_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    files = files_of(random_bundle(seed % 50))
    name = chance.choice(sorted(files))
    data = bytearray(files[name])
    for _ in range(chance.randint(1, 6)):
        if data:
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    files[name] = bytes(data[: chance.randint(0, len(data))] if chance.random() < 0.3 else data)
    try:
        project = read_folder_files(files, "spoilt")
    except BadInput:
        return
    mapping = {code.key: CodeKind("claim") for code in project.codes}
    back = records_of(project, mapping).bundle
    texts = {each.id: each.text for each in back.essays}
    for each in back.passages:
        assert texts[each.essay_id][each.start : each.end] == each.quote
