"""Abbreviations whose full stop may not end a sentence, and words that open one.

In small letters, without the final stop.
"""

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE_NAMES: Final = _words("""
    mr mrs ms mx messrs mme mlle dr prof rev hon gen sen rep gov lt col capt cpt sgt cmdr adm maj
    brig amb pres supt st mt ft pt fr sra srta dra hr vs v cf viz e.g i.e eg ie ca approx resp bzw
    vgl ggf dept asst डॉ श्री
""")
"""Never end a sentence: titles, and words that lead on to something."""

BEFORE_NUMBERS: Final = _words("""
    no nos nr vol vols fig figs p pp ch chap sec sect art arts par para paras eq eqs ex bk ver abs
    cl c Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
""")
"""End a sentence unless a number follows: `No. 10` but `The answer is no. We …`; months are capitalised."""

MAY_END: Final = _words("""
    inc corp co ltd llc plc gmbh jr sr al univ assn bros est ave blvd rd govt intl natl ed eds trans
    esq mon tue tues wed thu thur thurs fri usw
""")
"""End a sentence where a word of `OPENERS` follows, as dotted abbreviations and initials do."""

OPENERS: Final = _words("""
    a an the this that these those it its it's he she they we you i his her their our my your there
    here and but or so yet nor in on at as if for from to by with without within under over among
    between across through against about around since during despite until unless before after
    because although though while when where why how who what which whether however moreover
    furthermore meanwhile nevertheless nonetheless thus therefore then hence indeed instead perhaps
    finally rather even only also still just once now again today yesterday tomorrow is are was were
    do does did can could should would will not some many most much few more less all both each
    every either neither such like any other others another according let nobody nothing everyone
    someone anyone that's we're they're there's
""")
"""Words that open sentences far oftener than they follow an abbreviation as part of a name."""
