"""Libraries with texts that formats could take for their own marks, and small strict readers of the formats
of argument maps, which refuse whatever the formats do not allow."""

import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Annotator, Essay, Record, Topic
from counterpoint.core.text import canonical
from tests.core.bundles import a_link, a_passage, an_answer, an_id

HARD = (
    *(
        "[a]",
        "<b>",
        "]:",
        ">:",
        "#tag",
        "#(a)",
        "{",
        "}",
        "} x",
        "//",
        "/*",
        "*/",
        "<!--",
        "-->",
        "--",
        "---",
    ),
    *("-", "+", "*", "**", "_", "__", "\\", "\\[", "@[x]", "@<y>", "(1)", "1.", ".x.", ":smile:", "U.S.A."),
    *("...", "===", "= == ===", "\n", "\n\n", "\t", " ", "  ", "\u00a0", "😀", "e\u0301", "قال", "自力"),
    *("a", "word ", "constructor", "->", "-> See 1.2.", "Pro: ", "Con: ", "1.1. Pro: ", "[l](http://x.y)"),
    *("'", '"', ",", ";", "|", "%", "&amp;", "+>", "<_", "_>", "><", "<+", "![x](y)", "\u200f", "\u202e"),
)
"""Pieces of text that some format has a use for."""

SPACE = re.compile(r"[ \t\n]+")


def hard_text(chance: random.Random, low: int, high: int) -> str:
    return "".join(chance.choices(HARD, k=chance.randint(low, high)))


def hard_library(seed: int, size: int) -> Bundle:
    """A library of two essays on one topic or none, linked in every way, in circles too."""
    chance = random.Random(seed)
    topics = [Topic(id=an_id(chance), wording="W" + hard_text(chance, 0, 4))]
    people = [Annotator(id=an_id(chance), name=name) for name in ("Ada } Ng", "Zoë\t自")]
    essays = [
        Essay(
            id=an_id(chance),
            title=hard_text(chance, 1, 5).strip() or "T",
            text=canonical("x" + hard_text(chance, 9, 60)),
            topic_id=chance.choice((None, topics[0].id)),
            side=chance.choice(("", "pro", "con")),
        )
        for _ in range(2)
    ]
    passages = [a_passage(chance, chance.choice(essays), chance.choice(people)) for _ in range(size)]
    answers = [
        an_answer(chance, chance.choice(people)).model_copy(
            update={"heading": "AT: " + hard_text(chance, 0, 4), "reasoning": hard_text(chance, 0, 6)}
        )
        for _ in range(size // 2)
    ]
    ends: list[Record] = [*passages, *answers]
    links = [a_link(chance, chance.choice(people), *chance.sample(ends, 2)) for _ in range(size * (size > 1))]
    return Bundle.of([*topics, *people, *essays, *passages, *answers, *links])


def hard_libraries() -> st.SearchStrategy[Bundle]:
    return st.builds(hard_library, st.integers(0, 2**40), st.integers(0, 9))


def in_the_map(library: Bundle) -> set[str]:
    """The ids of what an argument map holds."""
    passages = {each.id for each in library.passages if each.kind != "rhetoric"}
    return passages | {each.id for each in library.counterarguments}


def links_in_the_map(library: Bundle) -> set[tuple[str, str, str]]:
    """Source, relation and target of the links between these."""
    held = in_the_map(library)
    return {
        (each.source_id, each.relation, each.target_id)
        for each in library.links
        if each.source_id in held and each.target_id in held
    }


def on_one_line(text: str) -> str:
    return SPACE.sub(" ", text).strip(" ") or "…"


# Kialo


@dataclass
class Discussion:
    """A discussion: its title, its claims by number, and what stands below what, `Pro`, `Con` or neither."""

    title: str
    claims: dict[str, str] = field(default_factory=dict)
    below: list[tuple[str, str, str]] = field(default_factory=list)

    def told(self) -> Counter[tuple[str, str, str]]:
        """What is below what, by their words."""
        return Counter((self.claims[child], stance, self.claims[at]) for child, stance, at in self.below)


def read_kialo(text: str) -> Discussion:
    """A discussion, every line of which must be a claim in its place."""
    head, blank, *lines = text.removesuffix("\n").split("\n")
    title = re.fullmatch(r"Discussion Title: (.+)", head)
    assert title
    assert blank == ""
    found = Discussion(title[1])
    counted: Counter[str] = Counter()
    for line in lines:
        match = re.fullmatch(r"((?:\d+\.)+) (?:(Pro|Con): )?(.+)", line)
        assert match, line
        number, stance, words = match[1], match[2] or "", match[3]
        parent = re.sub(r"\d+\.$", "", number)
        counted[parent] += 1
        assert number == f"{parent}{counted[parent]}.", "numbers run on"
        see = re.fullmatch(r"-> See ((?:\d+\.)+)", words)
        if see:
            assert see[1] in found.claims, "a claim is named after it was made"
        else:
            assert not re.match(r"->|Pro:|Con:", words)
            assert not re.search(r"(?<!\\)[][()]", words), "brackets are escaped"
            found.claims[number] = re.sub(r"\\([][()])", r"\1", words)
        if parent:
            found.below.append((see[1] if see else number, stance, parent))
    return found


# Argdown


@dataclass
class Definition:
    """A statement or an argument: its words, its tags, its data."""

    words: str
    tags: list[str]
    data: dict[str, Any]
    is_argument: bool


@dataclass
class Map:
    """Statements and arguments by title, and the relations: from which, its mark, to which."""

    settings: str
    headings: list[str] = field(default_factory=list)
    definitions: dict[str, Definition] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)


_DEFINITION = re.compile(r"(?:\[([^][]+)\]|<([^<>]+)>): (.*)")
_RELATION = re.compile(r"  ([-+_]) (?:\[([^][]+)\]|<([^<>]+)>)")
_TAG = re.compile(r"#(?:\(([^)]+)\)|([a-z]+)) ")


def read_argdown(text: str) -> Map:
    """A map, every character of which must be escaped or have its meaning."""
    front, *blocks = text.removesuffix("\n").split("\n\n")
    settings = re.fullmatch(r"===\n(.*)\n===", front, re.DOTALL)
    assert settings
    assert "===" not in settings[1]
    found = Map(settings[1])
    for block in blocks:
        first, *lines = block.split("\n")
        if first.startswith("# "):
            assert not lines
            found.headings.append(_plain(first[2:]))
            continue
        match = _DEFINITION.fullmatch(first)
        assert match, first
        title = match[1] or match[2]
        assert title not in found.definitions
        found.definitions[title] = _definition(match[3], bool(match[2]))
        for line in lines:
            relation = _RELATION.fullmatch(line)
            assert relation, line
            found.relations.append((relation[2] or relation[3], relation[1], title))
    for source, _, _ in found.relations:
        assert source in found.definitions
    return found


def _definition(said: str, is_argument: bool) -> Definition:
    start = re.search(r"(?<!\\)(?:\\\\)*#", said)
    assert start
    at = start.end() - 1
    words, tags = _plain(said[:at].removesuffix(" ")), []
    while tag := _TAG.match(said, at):
        tags.append(tag[1] or tag[2])
        at = tag.end()
    return Definition(words, tags, _data(said[at:]), is_argument)


def _plain(escaped: str) -> str:
    """The words that were escaped; fails at a character that should have been."""
    bare = re.sub(r"\\.", "", escaped)
    assert not re.search(r"[\\@#*_\[\]<>{}]|//|[.:]\S+[.:]|===", bare), escaped
    return re.sub(r"\\(.)", r"\1", escaped)


def _data(said: str) -> dict[str, Any]:
    """A flow mapping of YAML: names with values as JSON has them, no brace inside."""
    assert (said[0], said[-1]) == ("{", "}")
    assert not re.search("[{}]", said[1:-1])
    found, at = {}, 1
    while at < len(said) - 1:
        name = re.compile(r"(?:, )?([a-z]+): ").match(said, at)
        assert name, said[at:]
        found[name[1]], at = json.JSONDecoder().raw_decode(said, name.end())
    return found


# AIF


def read_aif(text: str) -> tuple[dict[str, dict[str, Any]], set[tuple[str, str, str]]]:
    """The information nodes by id, and the links between them by what they are; every edge leads from one to
    a link or from a link to one."""
    document = json.loads(text)
    nodes = {node["nodeID"]: node for node in document["AIF"]["nodes"]}
    assert len(nodes) == len(document["AIF"]["nodes"])
    starts: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for edge in document["AIF"]["edges"]:
        source, target = nodes[edge["fromID"]], nodes[edge["toID"]]
        assert (source["type"] == "I") != (target["type"] == "I")
        if source["type"] == "I":
            starts.setdefault(target["nodeID"], []).append(source["nodeID"])
        else:
            ends.setdefault(source["nodeID"], []).append(target["nodeID"])
    assert len({edge["edgeID"] for edge in document["AIF"]["edges"]}) == len(document["AIF"]["edges"])
    relations = {"RA": "supports", "CA": "answers", "MA": "restates"}
    links = set()
    for id_, node in nodes.items():
        if node["type"] != "I":
            (source_id,), (target_id,) = starts[id_], ends[id_]
            links.add((source_id, relations[node["type"]], target_id))
    text = document["text"]["txt"]
    information = {id_: node for id_, node in nodes.items() if node["type"] == "I"}
    for node in information.values():
        assert "start" not in node or text[node["start"] : node["end"]] == node["text"]
    return information, links
