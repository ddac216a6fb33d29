"""Small reviews for the tests of reports: in every script, hostile, and of any size."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final, Literal, get_args

from hypothesis import strategies as st

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
    Stretch,
)
from counterpoint.core.vocabulary import KINDS, Kind
from tests.briefs import HOSTILE

HEADING = "1 · Who pays for the harbour"
FIRST = (
    "A harbour that only one town pays for is soon a harbour that no town repairs. Last winter the café "
    "on the quay closed for ninety days, and the owner of the café said so twice 😀. "
    "Is that what we call thrift?"
).replace("é", "e\u0301")
ARABIC = "قال التاجر إن الأسعار ارتفعت بعد العاصفة، ولم يصدق أحد ذلك."
CHINESE = "老人常说：自力更生，丰衣足食。可是没有港口，船就没有家。"
LAST = "So the towns should share the cost, as they share the sea; whoever sails pays, whoever stays waits."
TEXT = "\n".join([HEADING, FIRST, "", ARABIC, CHINESE, LAST])

PEOPLE = (("a1", "Ada Ångström"), ("b2", "Ben"), ("c3", "Chloé 自力"))
EVERY_KIND: Final[tuple[Kind | Literal[""], ...]] = ("", *KINDS)
NAMES = (
    ("strict F1", "Of the passages two people tagged, the share with the same kind and the same bounds."),
    ("partial F1", "Of the passages two people tagged, the share both found, half where bounds differ."),
    ("uα", "How much better than chance annotators cut the text, letter by letter."),
    ("Cohen κ", "How much better than chance two people label sentences."),
)


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def mark(words: str, kind: Kind, name: str, detail: str = "") -> LaneMark:
    return LaneMark(*place(words), kind, detail, name)


CLAIM = "A harbour that only one town pays for is soon a harbour that no town repairs."
LONGER = CLAIM + FIRST.removeprefix(CLAIM)[:14]
WINTER = FIRST[FIRST.index("Last") : FIRST.index("😀")]
QUESTION = "Is that what we call thrift?"
SHARE = "So the towns should share the cost"
PAYS = "whoever sails pays, whoever stays waits."
SAYING = "自力更生，丰衣足食"

ADA = (
    mark(CLAIM, "claim", "a-claim", "thesis"),
    mark(WINTER, "evidence", "a-winter", "example"),
    mark(QUESTION, "rhetoric", "a-question", "rhetorical question"),
    mark(ARABIC, "evidence", "a-arabic", "testimony"),
    mark(SHARE, "claim", "a-share", "policy"),
)
BEN = (
    mark(LONGER, "claim", "b-claim"),
    mark(WINTER, "evidence", "b-winter", "statistic"),
    mark(QUESTION, "rhetoric", "b-question"),
    mark(SAYING, "rhetoric", "b-saying", "repetition"),
    mark(SHARE, "claim", "b-share", "policy"),
)
CHLOE = (
    mark(CLAIM, "rhetoric", "c-claim", "metaphor"),
    mark(WINTER, "evidence", "c-winter", "example"),
    mark("no town repairs", "rhetoric", "c-repairs"),
)


def says(person: int, own: Sequence[LaneMark], words: str = "") -> Says:
    name, shown = PEOPLE[person]
    if not own:
        return Says(name, shown, "", words or "nothing here", 0, 0, ())
    start, end = min(m.start for m in own), max(m.end for m in own)
    return Says(name, shown, own[0].kind, words or own[0].kind, start, end, tuple(m.passage_id for m in own))


def difference(
    group: Group | Literal["agree"], words: str, by: tuple[Says, ...], ruled: Ruled | None = None
) -> DifferenceTold:
    start, end = place(words)
    members = tuple(sorted(name for each in by for name in each.ids))
    key = f"{group}{start:04x}"
    return DifferenceTold(key, group, start, end, words, by, members, ruled)


def differences() -> tuple[DifferenceTold, ...]:
    accepted = Ruled(
        "d1",
        "accept",
        "took Ada Ångström’s",
        "Ben",
        "2026-11-21T10:05:00Z",
        "A thesis, not an image 😀\nسلام",
        (mark(CLAIM, "claim", "d1", "thesis"),),
    )
    rejected = Ruled("d2", "reject", "took nothing", "Chloé 自力", "2026-11-21T10:07:30+00:00", "")
    linked = Says("a1", "Ada Ångström", "", "supports the claim before", *place(WINTER), ("link-1",))
    return (
        difference(
            "kind",
            LONGER,
            (says(0, ADA[:1]), says(1, BEN[:1], "claim, 2 words longer"), says(2, CHLOE[:1])),
            accepted,
        ),
        difference("alone", "no town repairs", (says(0, ()), says(1, ()), says(2, CHLOE[2:])), rejected),
        difference("agree", WINTER, (says(0, ADA[1:2]), says(1, BEN[1:2]), says(2, CHLOE[1:2]))),
        difference("links", WINTER, (linked, says(1, (), "no such link"), says(2, (), "no such link"))),
        difference("alone", QUESTION, (says(0, ADA[2:3]), says(1, BEN[2:3]), says(2, ()))),
        difference("alone", ARABIC, (says(0, ADA[3:4]), says(1, ()))),
        difference("alone", SAYING, (says(0, ()), says(1, BEN[3:4]))),
    )


def measures(people: Sequence[str]) -> tuple[MeasureTold, ...]:
    """Figures for everybody and for each pair, overall and by kind; some are undefined."""
    told = []
    for at, (name, explanation) in enumerate(NAMES):
        pairs: list[tuple[str, str] | None] = [*combinations(people, 2)]
        if name != "Cohen κ":
            pairs.append(None)
        for kind in EVERY_KIND:
            for number, pair in enumerate(pairs):
                value: float | None = round(1.0 - (at * 0.31 + number * 0.17 + len(kind) * 0.09), 4)
                why = ""
                if kind == "rhetoric" and number == 1:
                    value, why = None, "neither tagged any rhetoric"
                low, high = (None, None) if value is None else (value - 0.1, min(1.0, value + 0.08))
                told.append(MeasureTold(name, kind, pair, value, why, low, high, explanation))
    return tuple(told)


def sample() -> ReviewDocument:
    """Three people who agree, differ and have not got there yet, in four scripts; two differences decided."""
    everybody = [name for _, name in PEOPLE]
    return ReviewDocument(
        essay_id="essay-1",
        title="Harbours and thrift",
        author="Zoë Okafor",
        text=TEXT,
        headings=(Heading(*place(HEADING), 2),),
        lanes=(
            Lane(*PEOPLE[0], ADA, len(TEXT)),
            Lane(*PEOPLE[1], BEN, len(TEXT)),
            Lane(*PEOPLE[2], CHLOE, place(QUESTION)[1]),
        ),
        agreed=(mark(CLAIM, "claim", "d1", "thesis"),),
        stretches=(
            Stretch(*place(CLAIM), "kind"),
            Stretch(place(CLAIM)[1], place(LONGER)[1], "alone"),
            Stretch(place(LONGER)[1], place(WINTER)[1], "all"),
            Stretch(*place(QUESTION), "bounds"),
            Stretch(*place(ARABIC), "alone"),
            Stretch(*place(SAYING), "alone"),
            Stretch(*place(SHARE), "all"),
        ),
        differences=differences(),
        measures=measures(everybody),
        counts=tuple(
            Count(kind, pair, 2, 1, 3) for pair in combinations(everybody, 2) for kind in EVERY_KIND
        ),
        confusions=tuple(
            Confusion(pair, (*KINDS, "none"), ((3, 0, 1, 0), (0, 2, 0, 1), (1, 0, 1, 2), (0, 1, 0, 0)))
            for pair in combinations(everybody, 2)
        ),
        details=(
            DetailCount("claim", "thesis", (1, 0, 0)),
            DetailCount("claim", "", (0, 1, 1)),
            DetailCount("evidence", "example", (1, 0, 1)),
        ),
        left_out=(
            "2 sentences that Chloé 自力 has not read are left out.",
            "Overlapping claims of Ben were merged for uα.",
        ),
        seed=7,
        rounds=1_000,
        date="2026-11-23",
    )


def empty() -> ReviewDocument:
    """A review of an essay that nobody has tagged."""
    return ReviewDocument("e", "Nothing", "", "", (), (), (), (), (), (), (), (), (), (), 0, 0, "")


def renamed(document: ReviewDocument, *new: str) -> ReviewDocument:
    """The review with other names for its annotators, wherever they are named."""
    ids = [lane.annotator_id for lane in document.lanes]
    of = dict(zip([lane.name for lane in document.lanes], new, strict=True))
    by_id = dict(zip(ids, new, strict=True))

    def both(pair: tuple[str, str]) -> tuple[str, str]:
        return of[pair[0]], of[pair[1]]

    return replace(
        document,
        lanes=tuple(lane._replace(name=by_id[lane.annotator_id]) for lane in document.lanes),
        differences=tuple(
            each._replace(by=tuple(said._replace(name=by_id[said.annotator_id]) for said in each.by))
            for each in document.differences
        ),
        measures=tuple(each._replace(pair=each.pair and both(each.pair)) for each in document.measures),
        counts=tuple(each._replace(pair=both(each.pair)) for each in document.counts),
        confusions=tuple(each._replace(pair=both(each.pair)) for each in document.confusions),
    )


def hostile() -> ReviewDocument:
    """A review whose every word is somebody's attempt."""
    text = f"{HOSTILE}\n=1+1 {HOSTILE}"
    marks = tuple(LaneMark(at, at + 9, "claim", HOSTILE, f"m{at}") for at in (0, 4, 8))
    by = tuple(
        Says(name, HOSTILE, "claim", HOSTILE, 0, 9, (mark.passage_id,))
        for name, mark in zip("abc", marks, strict=True)
    )
    ruled = Ruled("d", "change", HOSTILE, HOSTILE, HOSTILE, HOSTILE, marks[:1])
    end = len(HOSTILE)
    both = (HOSTILE, HOSTILE)
    found = DifferenceTold("k" * 8, "bounds", 0, end, HOSTILE, by, tuple(m.passage_id for m in marks), ruled)
    return ReviewDocument(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        text,
        (Heading(0, end, 1),),
        tuple(Lane(name, HOSTILE, (mark,), len(text)) for name, mark in zip("abc", marks, strict=True)),
        marks[:1],
        (Stretch(0, 17, "bounds"),),
        (found,),
        tuple(
            MeasureTold(HOSTILE, "", pair, value, HOSTILE, None, None, HOSTILE)
            for pair, value in ((None, None), *((both, value) for value in (0.1, 0.2, 0.3)))
        ),
        (Count("", (HOSTILE, HOSTILE), 1, 2, 3),),
        (Confusion((HOSTILE, HOSTILE), (HOSTILE, "none"), ((1, 2), (3, 0))),),
        (DetailCount("claim", HOSTILE, (1, 1, 1)),),
        (HOSTILE,),
        1,
        1,
        HOSTILE,
    )


def many(places: int, people: int) -> ReviewDocument:
    """A review of an essay with so many sentences, each tagged by everybody, every third one differently."""
    sentence = "The towns that share the sea should also share what it costs to keep the harbour open. "
    text = "\n".join(sentence * 5 for _ in range(places // 5))
    marks: list[list[LaneMark]] = [[] for _ in range(people)]
    found, stretches = [], []
    for number in range(places // 5 * 5):
        start = number // 5 * (len(sentence) * 5 + 1) + number % 5 * len(sentence)
        end = start + len(sentence) - 1
        by = []
        for person in range(people):
            kind = KINDS[(number + (person == 0 and number % 3 == 0)) % 3]
            marks[person].append(LaneMark(start, end, kind, "", f"{person}-{number}"))
            by.append(Says(str(person), f"Person {person}", kind, kind, start, end, (f"{person}-{number}",)))
        stretches.append(Stretch(start, end, "all" if number % 3 else "kind"))
        if number % 3 == 0:
            found.append(
                DifferenceTold(f"{number:08x}", "kind", start, end, text[start:end], tuple(by), (), None)
            )
    names = [f"Person {person}" for person in range(people)]
    return replace(
        sample(),
        text=text,
        headings=(),
        lanes=tuple(Lane(str(at), name, tuple(marks[at]), len(text)) for at, name in enumerate(names)),
        agreed=(),
        stretches=tuple(stretches),
        differences=tuple(found),
        measures=measures(names),
        counts=(),
        confusions=(),
        details=(),
    )


GROUPS: Final[tuple[Group | Literal["agree"], ...]] = (*get_args(Group), "agree")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
"""What may stand in a library: anything but halves of surrogates."""
FIGURES = st.none() | st.floats(-1, 1)


@st.composite
def reviews(draw: st.DrawFn) -> ReviewDocument:
    """Reviews of any words by people of any names, with passages, decisions and figures anywhere."""
    text = draw(st.text(st.sampled_from("ab \n\te\u0301😀ق自=<&"), min_size=1, max_size=60))
    names = draw(st.lists(WORDS | st.sampled_from(("Ada", "start", "=1")), min_size=1, max_size=4))

    def span() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def marks(owner: int) -> tuple[LaneMark, ...]:
        count = draw(st.integers(0, 3))
        found = [
            LaneMark(*span(), draw(st.sampled_from(KINDS)), draw(WORDS), f"{owner}-{at}")
            for at in range(count)
        ]
        return tuple(sorted(found))

    lanes = tuple(Lane(str(at), name, marks(at), len(text)) for at, name in enumerate(names))
    agreed = marks(9)
    found = []
    for number in range(draw(st.integers(0, 3))):
        start, end = span()
        by = tuple(
            Says(
                lane.annotator_id,
                lane.name,
                lane.marks[0].kind,
                draw(WORDS),
                *lane.marks[0][:2],
                (lane.marks[0][4],),
            )
            if lane.marks
            else Says(lane.annotator_id, lane.name, "", "", 0, 0, ())
            for lane in lanes
        )
        ruled = draw(
            st.none()
            | st.builds(
                Ruled,
                WORDS,
                st.sampled_from(("accept", "change", "reject")),
                WORDS,
                WORDS,
                WORDS,
                WORDS,
                st.just(agreed),
            )
        )
        group: Group | Literal["agree"] = draw(st.sampled_from(GROUPS))
        found.append(DifferenceTold(f"{number:08x}", group, start, end, text[start:end], by, (), ruled))
    pairs: list[tuple[str, str] | None] = [None, *combinations(names, 2)]
    figures = tuple(
        MeasureTold(name, kind, pair, draw(FIGURES), draw(WORDS), None, None, "")
        for name in ("F1", "κ")
        for kind in EVERY_KIND[:2]
        for pair in pairs
    )
    return replace(
        empty(),
        title=draw(WORDS),
        text=text,
        lanes=lanes,
        agreed=agreed,
        stretches=(Stretch(0, 1, "all"),),
        differences=tuple(found),
        measures=figures,
    )
