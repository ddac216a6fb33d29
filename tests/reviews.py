"""Reviews told, for the tests of reports and of the panes: in every script, small and large."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Final

from counterpoint.core.marks import Heading
from counterpoint.core.review_document import (
    Confusion,
    Count,
    DetailCount,
    DifferenceTold,
    Group,
    Lane,
    LaneMark,
    MeasureTold,
    ReviewDocument,
    Ruled,
    Says,
    Strength,
    Stretch,
)
from counterpoint.core.vocabulary import KINDS, Kind

TITLE: Final = "Gates and tides"
FIRST: Final = "A toll that was also a lesson"
SECOND: Final = "What the merchants said"
TEXT: Final = (
    f"{TITLE}\n\n{FIRST}\n\n"
    "Raising the toll 🚢 is no longer enough to keep one harbour ahead of every other. When a small port "
    "across the bay opened its gate for nothing, listed shipping firms lost a third of their worth in days, "
    "and the cafe\u0301 owners 👨‍👩‍👧‍👦 who price the future changed their minds in public.\n\n"
    "Tolls were meant to buy time, yet a gate does not stop the captain who was taught to find another bay; "
    "it teaches her the bay.\n\n"
    f"{SECOND}\n\n"
    "قال التاجر إن السفن لن تعود 123 ships إلى الميناء قبل الصيف.\n"
    "商人说，船只在夏天之前𠀀不会回到港口。\n\n"
    "Those who cannot sell learn to smuggle, and they learn it from the best. A wall is a school with bad "
    "manners. Who would pay twice for a door?"
)
TOLL: Final = "Raising the toll 🚢 is no longer enough to keep one harbour ahead of every other."
LONGER: Final = f"{TOLL} When a small port across the bay opened its gate"
FIRMS: Final = "listed shipping firms lost a third of their worth in days"
TIME: Final = "Tolls were meant to buy time, yet a gate does not stop the captain"
CAPTAIN: Final = (
    "a gate does not stop the captain who was taught to find another bay; it teaches her the bay."
)
MERCHANT: Final = "قال التاجر إن السفن لن تعود"
HARBOUR: Final = "قال التاجر إن السفن لن تعود 123 ships إلى الميناء"
SUMMER: Final = "船只在夏天之前𠀀不会回到港口"
SCHOOL: Final = "A wall is a school with bad manners."
DOOR: Final = "Who would pay twice for a door?"

HOSTILE: Final = '<script>alert(1)</script> & "quotes" =1+1 ]]> {{y}} | \\'
"""What breaks careless writers of reports."""


def span(quote: str, text: str = TEXT) -> tuple[int, int]:
    """Where a quote stands, in code points."""
    start = text.index(quote)
    return start, start + len(quote)


def mark(passage_id: str, quote: str, kind: Kind, detail: str = "") -> LaneMark:
    return LaneMark(*span(quote), kind, detail, passage_id)


ADA: Final = (
    mark("a1", TOLL, "claim", "thesis"),
    mark("a2", FIRMS, "evidence", "statistic"),
    mark("a3", TIME, "claim"),
    mark("a4", MERCHANT, "evidence", "testimony"),
    mark("a5", SCHOOL, "rhetoric", "metaphor"),
)
BEN: Final = (
    mark("b1", LONGER, "claim", "contention"),
    mark("b2", FIRMS, "evidence", "example"),
    mark("b3", TIME, "claim"),
    mark("b4", HARBOUR, "evidence", "testimony"),
    mark("b5", SUMMER, "rhetoric"),
)
CHLOE: Final = (
    mark("c1", TOLL, "rhetoric", "loaded language"),
    mark("c2", FIRMS, "evidence"),
    mark("c3", CAPTAIN, "rhetoric", "repetition"),
)
READ_TO: Final = TEXT.index(SECOND)
"""How far Chloé has read."""
NAMES: Final = {"ada": "Ada", "ben": "Ben", "chloe": "Chloé"}


def says(
    annotator_id: str, marks: Sequence[LaneMark] = (), words: str = "", names: dict[str, str] = NAMES
) -> Says:
    """What an annotator has; nothing where `marks` are empty."""
    if not marks:
        return Says(annotator_id, names[annotator_id], "", words or "nothing", 0, 0, ())
    first = marks[0]
    return Says(
        annotator_id,
        names[annotator_id],
        first.kind,
        words or first.kind,
        first.start,
        max(each.end for each in marks),
        tuple(each.passage_id for each in marks),
    )


def difference(
    key: str, group: Group | str, by: tuple[Says, ...], ruled: Ruled | None = None, text: str = TEXT
) -> DifferenceTold:
    """A difference over all that anybody has there."""
    told = [each for each in by if each.ids]
    start, end = min(each.start for each in told), max(each.end for each in told)
    members = tuple(sorted(each for one in told for each in one.ids))
    return DifferenceTold(key, group, start, end, text[start:end], by, members, ruled)  # type: ignore[arg-type]


def differences() -> tuple[DifferenceTold, ...]:
    """One of each group and more, open and decided, in text order."""
    at = "2026-11-20T09:30:00Z"
    accepted = Ruled("d1", "accept", "Ada and Ben accepted", "Dora", at, "", (ADA[1],))
    changed = Ruled("d2", "change", "evidence, own bounds", "Dora", at, "The number 123 belongs to it.", ())
    rejected = Ruled("d3", "reject", "rejected", "Dora", at, f"Not rhetoric 😀 {HOSTILE}", ())
    links = (
        Says("ada", "Ada", "evidence", "supports “Tolls were meant…”", *span(FIRMS), ("link-1",)),
        Says("ben", "Ben", "", "no link", 0, 0, ()),
        Says("chloe", "Chloé", "", "no link", 0, 0, ()),
    )
    return (
        difference(
            "k-kind",
            "kind",
            (says("ada", ADA[:1]), says("ben", BEN[:1], "claim, 10 words longer"), says("chloe", CHLOE[:1])),
        ),
        difference(
            "k-agree",
            "agree",
            (says("ada", ADA[1:2]), says("ben", BEN[1:2]), says("chloe", CHLOE[1:2])),
            accepted,
        ),
        difference("k-links", "links", links),
        difference(
            "k-bounds",
            "kind",
            (says("ada", ADA[2:3]), says("ben", BEN[2:3]), says("chloe", CHLOE[2:])),
        ),
        difference(
            "k-arabic",
            "bounds",
            (
                says("ada", ADA[3:4]),
                says("ben", BEN[3:4], "evidence, 4 words longer"),
                says("chloe", (), "not read yet"),
            ),
            changed,
        ),
        difference(
            "k-chinese",
            "alone",
            (says("ada"), says("ben", BEN[4:]), says("chloe", (), "not read yet")),
            rejected,
        ),
        difference(
            "k-alone",
            "alone",
            (says("ada", ADA[4:]), says("ben"), says("chloe", (), "not read yet")),
        ),
    )


def measures() -> tuple[MeasureTold, ...]:
    """Figures for everybody and for pairs, one of them undefined."""
    means = (
        "Of the passages two people tagged, the share both found, half credit where only the bounds differ."
    )
    all_kinds = [
        MeasureTold("Partial span F1", "", pair, value, "", low, high, means)
        for pair, value, low, high in (
            (("Ada", "Ben"), 0.81, 0.66, 0.93),
            (("Ada", "Chloé"), 0.58, 0.31, 0.77),
            (("Ben", "Chloé"), 0.49, 0.2, 0.7),
        )
    ]
    share = "How far the same letters carry the same kind, beyond chance."
    nobody = "nobody tagged any rhetoric that others read"
    by_kind = [
        MeasureTold("uα", "claim", None, 0.74, "", 0.61, 0.84, share),
        MeasureTold("uα", "evidence", None, 0.83, "", 0.7, 0.92, share),
        MeasureTold("uα", "rhetoric", None, None, nobody, None, None, share),
    ]
    overall = MeasureTold("Cohen κ", "", ("Ada", "Ben"), -0.05, "", -0.2, 0.1, "Agreement beyond chance.")
    return (*all_kinds, *by_kind, overall)


def sample() -> ReviewDocument:
    """A small review with one of everything; Chloé has read the first half."""
    lanes = (
        Lane("ada", "Ada", ADA, len(TEXT)),
        Lane("ben", "Ben", BEN, len(TEXT)),
        Lane("chloe", "Chloé", CHLOE, READ_TO),
    )
    agreed = (
        LaneMark(*span(FIRMS), "evidence", "statistic", "agreed-1"),
        LaneMark(*span(HARBOUR), "evidence", "testimony", "agreed-2"),
    )
    return ReviewDocument(
        essay_id="essay",
        title=TITLE,
        author="T. Marlow",
        text=TEXT,
        headings=tuple(Heading(*span(each), level) for each, level in ((TITLE, 1), (FIRST, 2), (SECOND, 2))),
        lanes=lanes,
        agreed=agreed,
        stretches=stretches(lanes),
        differences=differences(),
        measures=measures(),
        counts=(
            Count("", ("Ada", "Ben"), 3, 2, 2),
            Count("", ("Ada", "Chloé"), 2, 3, 1),
            Count("claim", ("Ada", "Ben"), 2, 0, 0),
        ),
        confusions=(
            Confusion(
                ("Ada", "Ben"), (*KINDS, "none"), ((2, 0, 0, 0), (0, 2, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0))
            ),
            Confusion(
                ("Ada", "Chloé"), (*KINDS, "none"), ((0, 0, 2, 0), (0, 1, 0, 1), (0, 0, 0, 1), (0, 0, 0, 0))
            ),
        ),
        details=(
            DetailCount("evidence", "statistic", (1, 0, 0)),
            DetailCount("evidence", "example", (0, 1, 0)),
        ),
        left_out=("2 sentences that Chloé has not read yet are left out of the figures by sentence.",),
        seed=7,
        rounds=1_000,
        date="2026-11-23",
    )


_WORDS: Final = (
    "When a small port across the bay opened its gate for nothing the firms that had bought most berths lost "
    "the most and those who price the future changed their minds in public 🚢 while the cafe\u0301 owner "
    "said قال التاجر إن السفن لن تعود and 商人说 that nothing of it was new to anybody who had read the tides"
).split()


def filler(characters: int, random: Random) -> str:
    """Paragraphs of about 500 code points in four scripts, `characters` long."""
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        words = random.choices(_WORDS, k=90)
        paragraphs.append(" ".join(words).capitalize() + ".")
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)[:characters]


def many(annotators: int, passages: int, characters: int) -> ReviewDocument:
    """A review of so many annotators with so many passages each (10 to 150 code points), on a text so long;
    half the passages are the same for everybody. It has no figures."""
    random = Random(7)
    text = filler(characters, random)
    common = [_passage(random, characters) for _ in range(passages // 2)]
    names = {f"annotator-{number}": f"Annotator {number + 1}" for number in range(annotators)}
    lanes = []
    for annotator in names:
        own = [_passage(random, characters) for _ in range(passages - len(common))]
        marks = [
            LaneMark(start, end, kind, "", f"{annotator}-{number}")
            for number, (start, end, kind) in enumerate(sorted(common + own))
        ]
        lanes.append(Lane(annotator, names[annotator], tuple(marks), characters))
    told = [
        difference(
            f"key-{each.passage_id}", "alone", (says(lane.annotator_id, [each], names=names),), text=text
        )
        for lane in lanes
        for each in lane.marks[:: 2 * annotators]
    ]
    told.sort(key=lambda each: (each.start, each.end, each.key))
    return ReviewDocument(
        essay_id="many",
        title="Many",
        author="Ada",
        text=text,
        headings=(),
        lanes=tuple(lanes),
        agreed=tuple(LaneMark(*each, "", f"agreed-{number}") for number, each in enumerate(sorted(common))),
        stretches=stretches(lanes),
        differences=tuple(told),
        measures=(),
        counts=(),
        confusions=(),
        details=(),
        left_out=(),
        seed=7,
        rounds=1_000,
        date="2026-11-23",
    )


def _passage(random: Random, characters: int) -> tuple[int, int, Kind]:
    start = random.randrange(max(1, characters - 150))
    return start, min(characters, start + random.randint(10, 150)), random.choice(KINDS)


def stretches(lanes: Iterable[Lane]) -> tuple[Stretch, ...]:
    """How strongly these lanes agree, letter by letter: rougher than the real thing, but of the same form."""
    lanes = list(lanes)
    edges = sorted(
        (place, step, number, each.kind)
        for number, lane in enumerate(lanes)
        for each in lane.marks
        for place, step in ((each.start, 1), (each.end, -1))
    )
    here: dict[tuple[int, str], int] = {}
    found: list[Stretch] = []
    last = 0
    for place, step, number, kind in edges:
        on = {each for each, count in here.items() if count}
        if on and place > last:
            readers = sum(lane.upto >= place for lane in lanes)
            strength = _strength(len({who for who, _ in on}), len({what for _, what in on}), readers)
            if found and found[-1].end == last and found[-1].strength == strength:
                found[-1] = found[-1]._replace(end=place)
            else:
                found.append(Stretch(last, place, strength))
        here[number, kind] = here.get((number, kind), 0) + step
        last = place
    return tuple(found)


def _strength(annotators: int, kinds: int, readers: int) -> Strength:
    if annotators == 1:
        return "alone"
    if kinds > 1:
        return "kind"
    return "all" if annotators >= readers else "bounds"
