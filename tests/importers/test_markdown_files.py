"""Markdown files: plain text with its structure."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.errors import BadInput, UserError
from counterpoint.core.text import LONGEST_PARAGRAPH, canonical
from counterpoint.importers.draft import Draft
from counterpoint.importers.front_matter import split_front_matter
from counterpoint.importers.readers import read_bytes, read_pasted

LONG = "Tariffs raised the price of steel for every firm that buys it, and they let people go. " * 3


def read(text: str) -> Draft:
    return read_bytes(text.encode(), "a.md")


def outline(draft: Draft) -> list[tuple[str, int]]:
    return [(draft.text[start:end], level) for start, end, level in draft.headings]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One *two* **three** `fo  ur` ~", "One two three fo ur ~"),
        ("One\ntwo  \nthree\n\nFour", "One two\nthree\nFour"),
        ("[a link](https://example.org) ![a picture](x.png)", "a link a picture"),
        ("&amp; &lt;b&gt; caf&eacute; 2 < 3 & 4", "& <b> café 2 < 3 & 4"),
        ("* one\n* two\n    * three", "• one\n• two\n• three"),
        ("3. one\n4. two", "3. one\n4. two"),
        ("> quoted\n> twice\n\nplain", "quoted twice\nplain"),
        ("```python\nif a < b:\n\n    # no heading\n```\n", "if a < b:\n\n    # no heading"),
        ("|a|b|\n|-|-|\n|1|2|", "a\tb\n1\t2"),
        ("Raw <b>bold</b><br>line <script>alert('x')</script>!", "Raw bold\nline !"),
        ("<div>in *here*</div>\n\n<style>p {}</style>\n\nafter<!-- never -->", "in *here*\nafter"),
        ("Tariffs cost.[^1]\n\n[^1]: A source.", "Tariffs cost.[1]\n1. A source."),
        ("* * *\n\nAfter the line", "After the line"),
        ("e\u0301 👩\u200d👧 عربي 中文 10\u00a0% \\*", "e\u0301 👩\u200d👧 عربي 中文 10\u00a0% *"),
        ("a &#8232; b &#1; c &#xFFFC; d", "a \n b c  d"),
        ("one <![CDATA[ two ]]> <? three", "one <![CDATA[ two ]]> <? three"),
    ],
)
def test_markup_goes_and_text_stays(source: str, text: str) -> None:
    assert read(source).text == text


def test_headings_are_where_they_say() -> None:
    head = "# The *Bill* 👧\n\nBy Ada Okoro"
    draft = read(f"{head}\n\n{LONG}\n\n## 1. Costs\n\n{LONG}\n\nFriends\n---\n\n{LONG}")
    assert outline(draft) == [("The Bill 👧", 1), ("1. Costs", 2), ("Friends", 2)]
    assert (draft.citation.title, draft.citation.author) == ("The Bill 👧", "Ada Okoro")


def test_numbered_lines_are_headings_here_too() -> None:
    draft = read(f"{LONG}\n\n1. Costs\n\n{LONG}\n\n2. Friends\n\n{LONG}")
    assert outline(draft) == [("1. Costs", 1), ("2. Friends", 1)]


def test_a_paragraph_a_line_is_taken_as_meant() -> None:
    plain = f"{LONG.strip()}\n1. Costs\n{LONG.strip()}\n{LONG.strip()}\n2. Friends\n{LONG.strip()}"
    assert read(plain).text == plain
    assert outline(read(plain)) == [("1. Costs", 1), ("2. Friends", 1)]


def test_front_matter_becomes_the_citation() -> None:
    draft = read(
        '---\n# a note\ntitle: "The Bill: a \\"history\\""\n'
        "author:\n  - Ada Okoro\n  - 'Li O''Wei'\n"
        "date: 3 March 2025\n"
        "url: https://example.org/a#b\n"
        "topic: >\n  Resolved: steel\n  is dear\nside: neg\n---\n\n# Other\n\nText."
    )
    cited = draft.citation
    assert (cited.title, cited.author) == ('The Bill: a "history"', "Ada Okoro, Li O'Wei")
    assert (cited.published, cited.url) == ("2025-03-03", "https://example.org/a#b")
    assert (cited.topic, cited.side) == ("Resolved: steel is dear", "con")
    assert draft.text == "Other\nText."


@pytest.mark.parametrize(
    "text",
    ["---\nNot a field\n---\nText", "---\ntitle: Open\n\nText", "----\na: b\n---", "", "a: b"],
)
def test_other_heads_are_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_a_long_paragraph_keeps_the_headings_after_it_in_place() -> None:
    draft = read(f"# Costs\n\n{LONG * 200}\n\n# Friends\n\n{'关税提高了价格。' * 4000}\n\n## End\n\n{LONG}")
    assert [text for text, _ in outline(draft)] == ["Costs", "Friends", "End"]
    assert max(map(len, draft.text.split("\n"))) <= LONGEST_PARAGRAPH
    assert canonical(draft.text) == draft.text


@pytest.mark.parametrize("text", ["> " * 3000, "* " * 3000, "<div>" * 3000, "[" * 3000, "*a " * 3000])
def test_deep_nesting_is_read_or_refused(text: str) -> None:
    with suppress(BadInput):
        assert read(f"{text}steel").text


PIECES = st.sampled_from(
    [
        *(
            "# ",
            "\n",
            "\n\n",
            "* ",
            "1. ",
            "> ",
            "`",
            "```\n",
            "**",
            "|",
            "---\n",
            "[a](b)",
            "[^1]",
            "[^1]: n",
        ),
        *(
            "<b>",
            "</b>",
            "<![",
            "<!",
            "<?",
            "&#0;",
            "<script>",
            "</script>",
            "<pre>",
            "</pre>",
            "<li>",
            "<td>",
        ),
        *("<td>", "[^1]: n", "<ol start=x>", "<h2>", "</h2>", "<br>", "Steel", "中文", "👩\u200d👧"),
    ]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_any_markdown_gives_canonical_text_and_exact_headings(source: str) -> None:
    for reader in (read, read_pasted):
        try:
            draft = reader(source.encode(errors="replace").decode())
        except UserError:
            continue
        assert canonical(draft.text) == draft.text
        last = 0
        for start, end, level in draft.headings:
            assert last <= start < end <= len(draft.text)
            assert "\n" not in draft.text[start:end]
            assert draft.text[start:end].strip() == draft.text[start:end]
            assert 1 <= level <= 6
            last = end
