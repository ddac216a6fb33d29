"""Hypothesis strategies of what is written out in briefs: words that look like markup, and bodies of them."""

from hypothesis import strategies as st

from counterpoint.core.brief_document import CardPart, CitePart, Run
from counterpoint.core.text import cleaned
from counterpoint.core.vocabulary import HIGHLIGHTS

_PIECES = (
    "1. §12) §- §+ §* §#§## §> §    §\t§=§---§***§___§~~~§```§`§``§*§**§_§__§\\§\\\\§!§[§]§(§)§{§}§|§:§^§~§$"
    "§[^1]§[^1]: §[a]: b§![§[x](y)§<§>§<!--§-->§<script>§</u>§<mark>§<div>§&§&amp;§&lt§&#60;§&#x3c;§;§'§\""
    "§https://e.org/a_b*c§<https://e.org>§www.e.org§a@e.org§///Footnotes Go Here///§[TOC]§]]>§<?§<![CDATA["
    "§wzxhzdk:0§ §  §\u00a0§\u3000§\u200b§word§1§A§.§-§…§“§”§😀§👩🏽\u200d🚀§e\u0301§\u0301"
    "§قال التاجر§自力更生§עברית§\u202e"
).split("§")

WORDS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map(
    lambda found: cleaned("".join(found)).replace("\n", " ")
)
"""One line of canonical text."""


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A run in any style, now and then an omission."""
    underlined, emphasised = draw(st.booleans()), draw(st.booleans())
    highlight = draw(st.sampled_from((None, *HIGHLIGHTS)))
    text = draw(WORDS)
    if not text:
        return Run("", 0, underlined, omitted="left out")
    small = 0 if underlined or emphasised else draw(st.sampled_from((0, 4, 8)))
    return Run(text, 0, underlined or emphasised, emphasised, highlight, small)


PARAGRAPHS = st.lists(st.lists(runs(), min_size=1, max_size=5).map(tuple), min_size=1, max_size=3).map(tuple)


@st.composite
def cards(draw: st.DrawFn) -> CardPart:
    """A card of any words."""
    cite = tuple(
        CitePart(text, draw(st.booleans())) for text in draw(st.lists(WORDS.filter(bool), max_size=3))
    )
    number = draw(st.sampled_from(("", "1", "2a")))
    return CardPart("e", "c", number, draw(WORDS), cite, draw(PARAGRAPHS), (), 1, 0.0)
