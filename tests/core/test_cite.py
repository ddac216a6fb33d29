"""The cite as debaters write it and their programs read it: one line, the last name and the date strong."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.brief_document import cite_line
from counterpoint.core.cite import cite, pages_cited
from counterpoint.core.records import Essay, Page

TODAY = date(2026, 11, 23)
FULL = {
    "title": "Fences teach climbing",
    "author": "Zoë Okafor",
    "qualifications": "trade economist",
    "publication": "Policy Notes",
    "published": "2025-03-04",
    "url": "https://example.org/fences",
    "accessed": "2026-11-20",
}


def marked(**fields: str) -> str:
    """A cite with what is strong between asterisks."""
    parts = cite(Essay.model_validate({"text": "x", "title": "T"} | fields), TODAY)
    assert all(part.text for part in parts)
    assert all(one.strong != two.strong for one, two in itertools.pairwise(parts))
    return "".join(f"*{part.text}*" if part.strong else part.text for part in parts)


def author(names: str) -> str:
    """How an author is written in a cite."""
    return marked(author=names, published="2025").removesuffix(", *2025*, “T,”")


def test_full_cite_has_the_shape_that_debaters_know():
    assert marked(**FULL) == (
        "Zoë *Okafor*, trade economist, 3-4-*2025*, “Fences teach climbing,” Policy Notes,"
        " https://example.org/fences, accessed 11-20-2026"
    )


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2025-03-04", "3-4-*2025*"),
        ("2026-03-04", "*3-4*-2026"),
        ("2026-11-20", "*11-20*-2026"),
        ("2026-03", "*3*-2026"),
        ("2026", "*2026*"),
        ("2025-03", "3-*2025*"),
        ("2025-10-30", "10-30-*2025*"),
        ("2025", "*2025*"),
        ("", "*no date*"),
        ("March\n2025", "*March 2025*"),
    ],
)
def test_dates(published, written):
    assert marked(author="Plato", published=published) == f"*Plato*, {written}, “T,”"


@pytest.mark.parametrize(
    ("names", "written"),
    [
        ("Zoë Okafor", "Zoë *Okafor*"),
        ("Plato", "*Plato*"),
        ("J. R. R. Tolkien", "J. R. R. *Tolkien*"),
        ("Jane\nDoe", "Jane *Doe*"),
        ("Doe, Jane", "*Doe*, Jane"),
        ("Doe, Jane Q.", "*Doe*, Jane Q."),
        ("van der Berg, Jan", "*van der Berg*, Jan"),
        ("Jan van der Berg", "Jan *van der Berg*"),
        ("Ursula K. Le Guin", "Ursula K. *Le Guin*"),
        ("Luiz Inácio Lula da Silva", "Luiz Inácio Lula *da Silva*"),
        ("de Beauvoir", "*de Beauvoir*"),
        ("Al Gore", "Al *Gore*"),
        ("Van Jones", "Van *Jones*"),
        ("José Ortega y Gasset", "José Ortega y *Gasset*"),
        ("Martin Luther King Jr.", "Martin Luther *King* Jr."),
        ("Martin Luther King, Jr.", "Martin Luther *King*, Jr."),
        ("John Smith III", "John *Smith* III"),
        ("Ada Byron, PhD", "Ada *Byron*, PhD"),
        ("Ada Byron, Ph.D., M.D.", "Ada *Byron*, Ph.D., M.D."),
        ("Jack Ma", "Jack *Ma*"),
        ("Yo-Yo Ma", "Yo-Yo *Ma*"),
        ("Jack Ma, MA", "Jack *Ma*, MA"),
        ("张伟", "*张伟*"),
        ("习 近平", "*习 近平*"),
        ("张伟、李娜", "*张伟*、*李娜*"),
        ("张伟；李娜", "*张伟*；*李娜*"),
        ("محمد الفاسي", "محمد *الفاسي*"),
        ("Jane Doe and John Roe", "Jane *Doe* and John *Roe*"),
        ("Jane Doe & John Roe", "Jane *Doe* & John *Roe*"),
        ("Jane Doe; John Roe", "Jane *Doe*; John *Roe*"),
        ("Doe & Roe", "*Doe* & *Roe*"),
        ("Jane Doe, John Roe, and Mary Major", "Jane *Doe*, John *Roe*, and Mary *Major*"),
        ("María López y Juan Pérez", "María *López* y Juan *Pérez*"),
        ("Jane Doe et al.", "Jane *Doe* et al."),
        ("Jane Doe, et al", "Jane *Doe*, et al"),
        ("Jane Doe, John Roe, et al.", "Jane *Doe*, John *Roe*, et al."),
        ("RAND Institute", "*RAND Institute*"),
        ("The Economist", "*The Economist*"),
        ("NASA", "*NASA*"),
        ("Bureau of Labor Statistics", "*Bureau of Labor Statistics*"),
        (
            "Organisation for Economic Co-operation and Development",
            "*Organisation for Economic Co-operation and Development*",
        ),
        ("Department of Health and Human Services", "*Department of Health and Human Services*"),
        (
            "Department for Business, Energy and Industrial Strategy",
            "*Department for Business, Energy and Industrial Strategy*",
        ),
        ("Bill & Melinda Gates Foundation", "*Bill & Melinda Gates Foundation*"),
        ("Food and Agriculture Organization", "*Food and Agriculture Organization*"),
        ("Centers for Disease Control and Prevention", "*Centers for Disease Control and Prevention*"),
        ("Jane Doe and the World Bank", "Jane *Doe* and *the World Bank*"),
        ("World Bank; Jane Doe", "*World Bank*; Jane *Doe*"),
        ("", "*No author*"),
        (" \n ", "*No author*"),
    ],
)
def test_authors(names, written):
    assert author(names) == written


def test_what_is_missing_is_left_out_without_a_stray_comma():
    assert marked(**FULL | {"qualifications": ""}).startswith("Zoë *Okafor*, 3-4-*2025*, “")
    assert marked(**FULL | {"publication": ""}).endswith(
        "climbing,” https://example.org/fences, accessed 11-20-2026"
    )
    assert marked(**FULL | {"publication": "", "url": ""}).endswith("climbing,” accessed 11-20-2026")
    assert marked(**FULL | {"accessed": ""}).endswith("Notes, https://example.org/fences")
    assert marked(**FULL | {"url": "", "accessed": ""}).endswith("“Fences teach climbing,” Policy Notes")
    assert marked(title="T") == "*No author*, *no date*, “T,”"


def test_title_keeps_its_own_mark():
    assert marked(**FULL | {"title": "Who pays?"}).endswith(
        "“Who pays?”, Policy Notes, https://example.org/fences, accessed 11-20-2026"
    )
    assert "“Fences teach.” Policy" not in marked(**FULL | {"title": "Fences teach."})
    assert "“Fences teach,” Policy" in marked(**FULL | {"title": "Fences teach."})
    assert "“Made in the U.S.,” Policy" in marked(**FULL | {"title": "Made in the U.S."})


TEXT = st.text(
    st.sampled_from("ab ,;&.’\n\r\t\u2028\x0b-éé自力سلا😀*") | st.characters(codec="utf-8"), max_size=30
)
WORDS = st.one_of(
    TEXT,
    st.lists(st.sampled_from("and of de Jr. , ; & Ma PhD et al. Doe Jane van Institute".split())).map(
        " ".join
    ),
)


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("title", "author", "qualifications", "publication", "url"), WORDS)
        | dict.fromkeys(("published", "accessed"), st.one_of(WORDS, st.dates().map(date.isoformat)))
    )
)
def test_any_citation_gives_one_line_with_every_word_and_a_strong_author_and_date(fields):
    parts = cite(Essay(text="x", **fields | {"title": fields["title"] or "T"}), TODAY)
    line = cite_line(parts)
    assert len(line.splitlines()) == 1
    assert line == line.strip()
    assert "\n" not in line
    assert "  " not in line
    assert sum(part.strong for part in parts) >= 2 or parts[0].strong
    for name in ("author", "qualifications", "publication", "url"):
        assert " ".join(fields[name].split()) in line


def test_an_author_who_is_nothing_but_a_degree_is_strong_all_the_same():
    assert author(",PHD") == "*,PHD*"


PAGES = [Page(5, "xii"), Page(20, "12"), Page(20, "12"), Page(40, "13"), Page(60, "")]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, 4, ""),
        (0, 9, ""),
        (5, 6, "p. xii"),
        (5, 20, "p. xii"),
        (5, 21, "pp. xii–12"),
        (39, 40, "p. 12"),
        (39, 41, "pp. 12–13"),
        (20, 70, "p. 12"),
        (70, 80, ""),
    ],
)
def test_a_span_is_on_the_pages_that_it_touches(start, end, said):
    assert pages_cited(PAGES, start, end) == said


def test_text_without_pages_is_on_none():
    assert pages_cited((), 0, 10) == ""


def test_page_stands_after_the_publication():
    def line(**fields: str) -> str:
        return cite_line(cite(Essay.model_validate({"text": "x"} | FULL | fields), TODAY, "pp. 12–13"))

    assert "climbing,” Policy Notes, pp. 12–13, https://example.org/fences, accessed" in line()
    assert "climbing,” pp. 12–13, https://example.org/fences" in line(publication="")
    assert line(url="", accessed="").endswith("Policy Notes, pp. 12–13")
