"""The starter library holds together: lengths and sides are right, quotes are found, keys resolve."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from counterpoint.core.vocabulary import DETAILS, HOWS, KINDS

SEEDS: Final = Path(__file__).parents[2] / "seeds"
STEMS: Final = (
    "a-fence-teaches-climbing",
    "a-lock-is-not-a-wall",
    "compute-is-the-lever",
    "who-pays-the-bill",
)
THREE_PEOPLE: Final = "a-fence-teaches-climbing"
MAIN: Final = "Ada"

Table = dict[str, Any]


@cache
def source(stem: str) -> tuple[dict[str, str], str]:
    """An essay's front matter and the Markdown below it."""
    _, front, body = (SEEDS / f"{stem}.md").read_text(encoding="utf-8").split("---\n", 2)
    pairs = (line.split(":", 1) for line in front.splitlines())
    return {name: value.strip().strip('"') for name, value in pairs}, body


@cache
def plain(stem: str) -> str:
    """The essay as plain text: these essays hold no Markdown but headings."""
    return re.sub(r"(?m)^#+ ", "", source(stem)[1])


@cache
def tags(stem: str) -> Table:
    return tomllib.loads((SEEDS / f"{stem}.toml").read_text(encoding="utf-8"))


def passages(stem: str, by: str | None = None) -> list[Table]:
    return [p for p in tags(stem)["passages"] if by in (None, p["by"])]


def full(stem: str, key: str) -> str:
    return key if ":" in key else f"{stem}:{key}"


def every(table: str) -> dict[str, Table]:
    """All passages or counterarguments of the folder, by their full keys."""
    return {f"{stem}:{row['key']}": row for stem in STEMS for row in tags(stem)[table]}


def supported(stem: str) -> set[str]:
    """Full keys of what is supported by a link of this essay's file."""
    return {full(stem, link["target"]) for link in tags(stem)["supports"]}


def answered() -> set[str]:
    return {full(stem, row["answers"]) for stem in STEMS for row in tags(stem)["counterarguments"]}


def depth(key: str) -> int:
    """How many answers stand between a counterargument and the passage at its root, itself included."""
    answers, steps = every("counterarguments"), 0
    while key in answers:
        key, steps = full(key.partition(":")[0], answers[key]["answers"]), steps + 1
        assert steps <= len(answers), f"{key} answers itself"
    return steps


def span(stem: str, passage: Table) -> tuple[int, int]:
    start = -1
    for _ in range(passage.get("nth", 1)):
        start = plain(stem).index(passage["quote"], start + 1)
    return start, start + len(passage["quote"])


@pytest.mark.parametrize("stem", STEMS)
class TestEssay:
    def test_length_and_signature(self, stem: str) -> None:
        front, body = source(stem)
        assert 900 <= len(re.findall(r"\w+(?:[’.,-]\w+)*", body)) <= 1500
        assert front["author"] == "Counterpoint contributors"
        assert front["publication"] == "Counterpoint starter library"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", front["published"])
        assert front["title"]

    def test_sections_are_numbered(self, stem: str) -> None:
        numbers = re.findall(r"(?m)^## (\d)\. \S", source(stem)[1])
        assert numbers in (["1", "2", "3"], ["1", "2", "3", "4"])

    def test_plain_text_needs_no_markdown(self, stem: str) -> None:
        assert not re.search(r"[*_`\[\]<>\\|#]", plain(stem))

    def test_text_is_not_only_ascii(self, stem: str) -> None:
        assert re.search("[“”’]", plain(stem))
        assert re.search(r"[À-ž]", plain(stem))

    def test_fields_are_those_of_the_format(self, stem: str) -> None:
        shapes = {
            "passages": ({"key", "by", "kind", "detail", "quote"}, {"note", "nth"}),
            "supports": ({"by", "source", "target"}, set()),
            "restates": ({"by", "source", "target"}, set()),
            "counterarguments": ({"key", "by", "heading", "how", "answers", "reasoning", "evidence"}, set()),
        }
        assert set(tags(stem)) == {"annotators", *shapes}
        for table, (needed, allowed) in shapes.items():
            for row in tags(stem)[table]:
                assert needed <= set(row) <= needed | allowed
                assert row["by"] in tags(stem)["annotators"]

    def test_words_are_the_vocabulary(self, stem: str) -> None:
        for passage in passages(stem):
            assert passage["kind"] in KINDS
            assert passage["detail"] in DETAILS[passage["kind"]]
        for answer in tags(stem)["counterarguments"]:
            assert answer["how"] in HOWS
            assert answer["heading"].startswith("AT: ")
            assert len(answer["reasoning"].split()) >= 8

    def test_each_quote_is_found(self, stem: str) -> None:
        for passage in passages(stem):
            times = plain(stem).count(passage["quote"])
            assert 1 <= passage.get("nth", 1) <= times, passage["key"]
            assert "nth" in passage or times == 1, passage["key"]
            assert "\n" not in passage["quote"]
            assert passage["quote"] == passage["quote"].strip()

    def test_nobody_tags_one_span_twice_alike(self, stem: str) -> None:
        seen = [(p["by"], p["kind"], span(stem, p)) for p in passages(stem)]
        assert len(seen) == len(set(seen))

    def test_main_annotator_is_thorough(self, stem: str) -> None:
        assert tags(stem)["annotators"][0] == MAIN
        mine = passages(stem, MAIN)
        assert 18 <= len(mine) <= 30
        assert {p["kind"] for p in mine} == set(KINDS)
        spans = [span(stem, p) for p in mine]
        assert any(a != b and a[0] <= b[0] and b[1] <= a[1] for a in spans for b in spans), "no nesting"
        assert any(p["detail"] == "fallacy" for p in mine)

    def test_keys_resolve(self, stem: str) -> None:
        tagged, answers = every("passages"), every("counterarguments")
        keys = [row["key"] for table in ("passages", "counterarguments") for row in tags(stem)[table]]
        assert len(keys) == len(set(keys))
        assert not any(":" in key for key in keys)
        for answer in tags(stem)["counterarguments"]:
            assert full(stem, answer["answers"]) in tagged.keys() | answers.keys()
            assert len(answer["evidence"]) == len(set(answer["evidence"]))
            for key in answer["evidence"]:
                assert tagged[full(stem, key)]["kind"] == "evidence"

    def test_links_lead_from_passage_to_passage(self, stem: str) -> None:
        tagged = every("passages")
        for table in ("supports", "restates"):
            links = [(full(stem, x["source"]), full(stem, x["target"])) for x in tags(stem)[table]]
            assert links
            assert len(links) == len(set(links))
            for begin, end in links:
                assert begin != end
                assert begin in tagged
                assert tagged[end]["kind"] == "claim"
                assert table != "supports" or tagged[begin]["kind"] in ("evidence", "claim")

    def test_answers_go_deep_and_borrow_evidence(self, stem: str) -> None:
        answers = tags(stem)["counterarguments"]
        assert len(answers) >= 4
        assert max(depth(f"{stem}:{answer['key']}") for answer in answers) >= 3
        assert any(":" in key for answer in answers for key in answer["evidence"])

    def test_main_annotator_leaves_a_few_holes(self, stem: str) -> None:
        claims = {f"{stem}:{p['key']}" for p in passages(stem, MAIN) if p["kind"] == "claim"}
        assert 2 <= len(claims - answered()) <= 3
        assert 1 <= len(claims - supported(stem)) <= 2
        assert sum(not answer["evidence"] for answer in tags(stem)["counterarguments"]) == 1

    def test_every_evidence_of_the_main_annotator_is_used(self, stem: str) -> None:
        used = {full(s, x["source"]) for s in STEMS for x in tags(s)["supports"]}
        used |= {full(s, k) for s in STEMS for a in tags(s)["counterarguments"] for k in a["evidence"]}
        evidence = {f"{stem}:{p['key']}" for p in passages(stem, MAIN) if p["kind"] == "evidence"}
        assert evidence <= used


def test_every_essay_with_tags_is_checked_here() -> None:
    assert {path.stem for path in SEEDS.glob("*.toml")} == set(STEMS)


def test_two_on_each_side_of_one_topic() -> None:
    fronts = [source(stem)[0] for stem in STEMS]
    assert sorted(front["side"] for front in fronts) == ["con", "con", "pro", "pro"]
    (topic,) = {front["topic"] for front in fronts}
    assert topic.startswith("Resolved: ")


def test_chinese_stands_in_some_essays() -> None:
    assert sum(bool(re.search("[一-鿿]", plain(stem))) for stem in STEMS) >= 2


def test_three_people_tag_one_essay_and_differ() -> None:
    people = tags(THREE_PEOPLE)["annotators"]
    assert people == ["Ada", "Ben", "Chloé"]
    spans = {
        name: {(span(THREE_PEOPLE, p), p["kind"]) for p in passages(THREE_PEOPLE, name)} for name in people
    }
    assert all(spans.values())
    assert spans["Ada"] & spans["Ben"] & spans["Chloé"], "something all three agree on"
    for other in ("Ben", "Chloé"):
        assert spans["Ada"] & spans[other], "they agree somewhere"
        assert {s for s, _ in spans["Ada"]} & {s for s, _ in spans[other]}
    kinds: dict[tuple[int, int], set[str]] = {}
    for mine in spans.values():
        for where, kind in mine:
            kinds.setdefault(where, set()).add(kind)
    assert any(len(found) > 1 for found in kinds.values()), "one span tagged as two kinds"


def test_ben_stops_where_section_three_begins() -> None:
    section = plain(THREE_PEOPLE).index("3. ")
    assert all(span(THREE_PEOPLE, p)[1] <= section for p in passages(THREE_PEOPLE, "Ben"))
