"""Briefs written out, for the tests of exporters and of the preview: in every script, and hostile."""

from collections.abc import Iterator
from itertools import count

from counterpoint.core.brief_document import (
    AnalyticPart,
    BriefDocument,
    CardPart,
    CitePart,
    Comment,
    HeadingPart,
    Part,
    Run,
)

HOSTILE = (
    '<script>alert(1)</script> & "quotes" \\ #sys.inputs $x$ `code` _a_ *b* [l](file:///etc/passwd) ]]> {{y}}'
)
"""What breaks careless writers: markup of every format we write."""

REASONING = (
    "The chips were **lawful to sell** then. See [the rule](https://example.org/rule).\n\n"
    "1. first\n2. second\n\n> a quotation 😀\n\n<img src='file:///etc/passwd'><script>alert(2)</script>\n"
)
"""Markdown as people write it, and as nobody should."""

CITE = (
    CitePart("Zoë "),
    CitePart("Okafor", strong=True),
    CitePart(", trade economist, 3-4-"),
    CitePart("2025", strong=True),
    CitePart(", “Fences & races,” Policy Notes, https://example.org/fences, accessed 11-20-2026"),
)

_FILLER = (
    "When a small laboratory published a capable model trained on a modest budget, the people who price "
    "the future changed their minds in public, and those who had bought the most machines lost the most. "
)


def body(start: int = 0) -> tuple[tuple[Run, ...], ...]:
    """Two paragraphs in four scripts with everything a card can have, from code point `start` of an essay."""
    pieces: list[list[dict[str, object]]] = [
        [
            {
                "text": "Spending more than everyone else is no longer enough",
                "underlined": True,
                "highlight": "yellow",
            },
            {"text": " to stay ahead of everyone else 😀. ", "underlined": True},
            {"text": _FILLER, "small": 8},
            {
                "text": "listed firms lost a trillion",
                "underlined": True,
                "emphasised": True,
                "highlight": "cyan",
            },
            {"text": " in days, said the cafe\u0301 owner.", "small": 8},
        ],
        [
            {"text": "قال التاجر إن الأسعار ارتفعت", "underlined": True, "highlight": "green"},
            {"text": ". ", "small": 8},
            {"text": "", "omitted": "Left out on purpose. "},
            {"text": "自力更生", "underlined": True, "emphasised": True},
            {"text": " is an old phrase. " + _FILLER, "small": 8},
        ],
    ]
    paragraphs = []
    for piece in pieces:
        runs = []
        for values in piece:
            runs.append(Run(start=start, **values))  # type: ignore[arg-type]
            start += len(str(values["text"])) + len(str(values.get("omitted", "")))
        paragraphs.append(tuple(runs))
        start += 1
    return tuple(paragraphs)


def card(
    number: str = "", tag: str = "Spending more no longer buys the lead", name: str = "card-1"
) -> CardPart:
    """A card with one reviewer's note on it."""
    comment = Comment(
        "Chloé", "Check the <year> & the 自力更生 phrase 😀", "2026-11-20T09:30:00Z", (0, 1), (1, 0)
    )
    return CardPart(f"entry-{name}", name, number, tag, CITE, body(), (comment,), 17, 4.1)


def sample() -> BriefDocument:
    """A small brief with one of everything."""
    parts: tuple[Part, ...] = (
        HeadingPart("pocket", 1, "Negative: controls fail", 75.0),
        HeadingPart("hat-1", 2, "Contentions", 40.0),
        HeadingPart("block-1", 3, "Contention 1: Efficiency beats scale", 40.0),
        card(),
        card(tag="حجج التاجر عن الأسعار اليوم", name="card-2"),
        HeadingPart("hat-2", 2, "Answers", 30.0),
        HeadingPart("block-2", 3, "AT: Controls buy time", 30.0),
        AnalyticPart("answer-1", "answer", "1", "They teach the other road", "undercut", REASONING, "", 9.0),
        AnalyticPart("answer-2", "answer", "2", "Lists grew, gap shrank", "rebut", "", "", 2.0),
        card("1a", "Two years closed the size gap", "card-3"),
        card("1b", "自力更生 closed it at falling cost", "card-4"),
        HeadingPart("block-3", 3, "Still unanswered", 0.0),
        AnalyticPart(
            "open-1", "open", "", "So the model does not show it.", "", "", "Compute is the lever", 0.0
        ),
    )
    return BriefDocument(
        title="Tech controls: 2NR frontlines",
        topic="Resolved: the United States should ease its controls.",
        side="Negative",
        author="Ada Ångström",
        speech="Policy 2NR",
        limit=300,
        seconds=75.0,
        date="2026-11-23",
        parts=parts,
    )


def hostile() -> BriefDocument:
    """A brief whose every word is somebody's attempt."""
    text = Run(HOSTILE, 0, underlined=True, highlight="yellow")
    comment = Comment(HOSTILE, HOSTILE, "2026-11-20T09:30:00Z", (0, 0), (0, 0))
    cite = (CitePart(HOSTILE), CitePart(HOSTILE, strong=True))
    parts: tuple[Part, ...] = (
        HeadingPart("h1", 1, HOSTILE, 0),
        HeadingPart("h3", 3, HOSTILE, 0),
        AnalyticPart("a", "answer", "1", HOSTILE, "rebut", HOSTILE + "\n\n" + REASONING, "", 0),
        CardPart("c", "c", "1", HOSTILE, cite, ((text,),), (comment,), 3, 1.0),
        AnalyticPart("o", "open", "", HOSTILE, "", "", HOSTILE, 0),
    )
    return BriefDocument(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 0, 1.0, "2026-11-23", parts)


def many(cards: int) -> BriefDocument:
    """A brief of so many cards, twenty a block."""

    def parts() -> Iterator[Part]:
        yield HeadingPart("pocket", 1, "Affirmative", 0.0)
        numbers = count(1)
        for at in range(0, cards, 20):
            block = at // 20 + 1
            yield HeadingPart(f"block-{block}", 3, f"Contention {block}: Efficiency beats scale", 80.0)
            for _ in range(min(20, cards - at)):
                number = next(numbers)
                yield card(tag=f"Spending more no longer buys the lead, part {number}", name=f"card-{number}")

    return BriefDocument("Many", "", "", "Ada", "", 0, 4.1 * cards, "2026-11-23", tuple(parts()))
