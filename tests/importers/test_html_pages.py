"""Saved web pages and HTML from the clipboard: the article alone, and what the page says of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterpoint.core.citation import Citation
from counterpoint.core.errors import BadInput
from counterpoint.importers import html
from counterpoint.importers.encoding import UnknownEncoding
from tests.importers.broken import outline, read_or_refused, spoilt
from tests.importers.office import ESSAY_HEADINGS, ESSAY_LINES

AROUND = ("Menus and other parts around the article were left out.",)
FIRST = (
    "Tariffs raised the price of steel by 10\u00a0% 👩\u200d👧, and every firm that buys steel had to let"
    " people go."
)
SECOND = (
    "Cafe\u0301 owners in the valley say that fewer people come, and that those who come spend less than"
    " before."
)
THIRD = (
    "العربية هنا في وسط النص، ثم 关税提高了价格"
    " in the middle of a paragraph that goes on for a good while longer."
)


def read(page: str, name: str = "page.html"):
    return html.read(page.encode(), name)


NEWS = f"""<!DOCTYPE html>
<!-- saved from url=(0035)https://example.org/saved/steel -->
<html lang="en"><head><meta charset="utf-8"><title>Steel is dear | The Daily Steel</title>
<link rel="canonical" href="https://example.org/steel">
<meta property="og:title" content="Steel is dear"><meta property="og:site_name" content="The Daily Steel">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebSite", "name": "The Daily Steel"}},
 {{"@type": ["NewsArticle"], "headline": "Steel is dear &amp; dearer",
  "datePublished": "2025-03-04T08:00:00+01:00",
  "author": [{{"@type": "Person", "name": "Ada Okoro"}}, {{"@type": "Person", "name": "李伟"}}],
  "publisher": {{"@type": "Organization", "name": "The Daily Steel"}}}}]}}</script>
<script>document.write("<p>Written by a script.</p>")</script><style>p {{ color: red }}</style></head>
<body><a class="skip" href="#main">Skip to content</a>
<header><nav><ul><li><a href="/">Home</a><li><a href="/world">World</a></ul></nav></header>
<div id="cookie-banner"><p>We use cookies to make this site a better place for you and for all our many
partners.</p></div>
<main id="main"><article><h1>Steel is dear</h1><p class="byline">By Ada Okoro and 李伟</p>
<div class="share-bar"><a href="https://example.com/t">Tweet</a> <button>Share</button></div>
<p>{FIRST}</p>
<figure><img src="https://example.com/a.jpg" alt="A steel mill at night">
<figcaption>The mill in
2024.</figcaption></figure>
<aside><h3>Sign up</h3><p>Get the news of the day into your inbox each morning, for free, from our
editors.</p></aside>
<h2>Costs</h2><p>{SECOND}<sup><a href="#fn1">1</a></sup></p>
<blockquote><p>Nobody buys our steel.</p></blockquote>
<ul><li>one</li><li><p>two</p></li></ul>
<table><tr><th>Year<th>Price<tr><td>2020<td>5</table>
<p>{THIRD}</p><p hidden>Hidden words that nobody sees.</p><p style="display: none">Nor these.</p>
<ol class="footnotes"><li id="fn1">A source. <a href="#ref1">↩</a></li></ol>
<div class="related"><h3>Related articles</h3><ul><li><a href="/a">Coal is dear
too</a></li></ul></div></article>
<section id="comments"><h2>Comments</h2><p>Bob: I think that this is all nonsense, and I have said so many
times before.</p></section></main>
<footer><p>© 2025 The Daily Steel. All rights reserved.</p></footer></body></html>"""
NEWS_LINES = [
    *("Steel is dear", "By Ada Okoro and 李伟", FIRST, "A steel mill at night", "The mill in 2024.", "Costs"),
    *(
        f"{SECOND}[1]",
        "Nobody buys our steel.",
        "• one",
        "• two",
        "Year\tPrice",
        "2020\t5",
        THIRD,
        "1. A source.",
    ),
]


def test_a_news_page_gives_its_article_and_its_citation():
    draft = read(NEWS)
    assert draft.text.split("\n") == NEWS_LINES
    assert outline(draft) == [("Steel is dear", 1), ("Costs", 2)]
    assert draft.told == AROUND
    assert draft.citation == Citation(
        *("Steel is dear & dearer", "Ada Okoro, 李伟", "", "The Daily Steel", "2025-03-04"),
        "https://example.org/steel",
    )


SOUP = f"""<html><head><title>The Valley Times: Steel is dear</title></head><body>
<div><div><a href=/>Home</a> <a href=/n>News</a> <a href=/s>Sport</a> <a href=/w>Weather</a></div>
<div><a href=/buy>Buy a new car today! The best cars in the valley at the best prices that you will
see.</a></div>
<div><div>Steel is dear</div><div>{FIRST}<br><br>{SECOND}</div><div>Advertisement</div><div>{THIRD}</div>
<div>{FIRST.replace("Tariffs", "Quotas")}</div><div>Short end.</div></div>
<div><b>Related stories</b><div><a href=/1>Coal is dear</a></div><div><a href=/2>Iron is dear</a></div></div>
<div><div>Comments (2)</div><div>Bob: I do not think that this is so, for I have worked there since I was a
child.</div>
<div>Eve: It is so, and everybody in the valley knows it as well as you do, whatever you say.</div></div>
<div>Copyright <a href=/i>Imprint</a> <a href=/p>Privacy</a></div></div></body></html>"""


def test_a_page_without_any_classes_gives_its_article():
    lines = ["Steel is dear", FIRST, "", SECOND, THIRD, FIRST.replace("Tariffs", "Quotas"), "Short end."]
    draft = read(SOUP)
    assert draft.text.split("\n") == lines
    assert draft.told == AROUND


WORDPRESS = f"""<html><head><meta charset=utf-8><title>Steel is dear &#8211; A Blog</title>
<meta name="author" content="Ada Okoro"><meta property="article:published_time"
content="2024-01-02T00:00:00Z">
<meta property="og:site_name" content="A Blog"></head>
<body class="post-template-default single has-sidebar"><div id="page" class="site"><div class="site-content
sidebar-right">
<div id="primary" class="content-area"><main class="site-main"><article id="post-1" class="post type-post
tag-steel">
<header class="entry-header"><h1 class="entry-title">Steel is dear</h1><div class="entry-meta">
<time class="entry-date" datetime="2024-01-02">January 2, 2024</time></div></header>
<div class="entry-content"><p>{FIRST}</p><h2>Costs</h2><p>{SECOND}</p><p>See <a
href="https://example.org">this page</a>.</p>
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a
href="x">Twitter</a></li></ul></div></div>
<footer class="entry-footer">Posted in <a href="/c">Steel</a></footer></article>
<div id="comments" class="comments-area"><ol><li class="comment"><p>{THIRD}</p></li></ol></div></main></div>
<aside id="secondary" class="widget-area"><section
class="widget"><p>{THIRD}</p></section></aside></div></div></body></html>"""


def test_a_blog_gives_the_words_of_its_post():
    draft = read(WORDPRESS)
    assert draft.text.split("\n") == [FIRST, "Costs", SECOND, "See this page."]
    assert draft.citation == Citation("Steel is dear", "Ada Okoro", "", "A Blog", "2024-01-02")


def test_notes_that_a_page_has_elsewhere_come_with_the_article():
    notes = '<div><p id="n1"><a href="#r1">1</a> A note.</p><p id="n2">Nobody refers to this.</p></div>'
    mark = '<sup><a href="#n1">1</a></sup> <a href="#top">up</a>'
    draft = read(
        f"<nav>Home</nav><article><h1>Steel</h1><p>{FIRST}{mark}</p><p>{SECOND}</p></article>{notes}"
    )
    assert draft.text.split("\n") == ["Steel", f"{FIRST}[1] up", SECOND, "1. A note."]


@pytest.mark.parametrize("page", [
    f"<title>Essay</title><h1>An essay</h1><p>{FIRST}<p>{SECOND}<p>Short.<p>{THIRD}<hr><p>Notes<p>One note.",
    "<h1>A poem</h1>Short<br>lines<br>all<br>of them",
    "<p>One line.</p>",
    "<ul><li><a href='https://example.org/1'>Only</a><li><a href='https://example.org/2'>links</a></ul>",
])  # fmt: skip
def test_a_page_written_by_hand_stays_whole(page):
    draft = read(page)
    words = html.read_rich(page.replace("<title>Essay</title>", ""))
    assert draft.text == words.text
    assert draft.told == ()


def test_libreoffice_gives_the_known_text(made):
    draft = html.read(made["essay.html"], "essay.html")
    assert draft.text.split("\n") == list(ESSAY_LINES)
    assert outline(draft) == ESSAY_HEADINGS
    assert (draft.citation.title, draft.citation.author) == ("Steel, dear", "Ada Okoro")
    assert draft.told == ()


WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator
content="Microsoft Word 15">
<title>Steel is dear</title></head><body lang=EN-US><div class=WordSection1>
<p class=MsoTitle>Steel is<o:p></o:p></p><h1><span lang=EN>Costs 中文</span></h1><p class=MsoNormal>{FIRST}<a
style='mso-footnote-id:ftn1'
href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'>
<![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> So.</p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New
Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>one</p>
<p class=MsoListParagraphCxSpLast><span>2)<span>&nbsp;&nbsp;&nbsp; </span></span>two</p>
<p class=MsoNormal style='mso-outline-level:2'>A level</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p
class=MsoNormal>{SECOND}</p></div>
<div style='mso-element:footnote-list'><br clear=all><hr><div style='mso-element:footnote' id=ftn1><p
class=MsoFootnoteText>
<a href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> A
source.</p></div></div></body></html>"""
WORD_LINES = [
    *("Steel is", "Costs 中文", f"{FIRST}[1] So.", "• one", "2) two", "A level", SECOND, "1. A source."),
]


def test_a_page_from_word_stays_whole_with_its_headings():
    for draft in (read(WORD), html.read_rich(WORD)):
        assert draft.text.split("\n") == WORD_LINES
        assert outline(draft) == [("Steel is", 1), ("Costs 中文", 1), ("A level", 2)]


def test_nothing_is_fetched_or_run(tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_text("<p>a secret</p>")
    draft = read(
        f'<img src="{secret.as_uri()}" alt="A picture"><iframe src="{secret.as_uri()}"></iframe>'
        f'<object data="{secret.as_uri()}"></object><link rel="import" href="{secret.as_uri()}"><base'
        f' href="http://localhost:9/">'
        '<img src="http://localhost:9/a.png"><img src="data:image/png;base64,AAAA" alt="photo.png">'
        f"<p onclick='x()'>{FIRST}</p><script>document.write('no')</script><svg><text>no</text></svg>"
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><p>&b;</p>'
    )
    assert draft.text.startswith(f"A picture\n{FIRST}")
    assert not [word for word in ("secret", "root:", "no\n") if word in draft.text]


@pytest.mark.parametrize(
    ("data", "encoding", "found"),
    [
        ("<meta charset=windows-1252><p>caf\xe9 “so”".encode("cp1252"), None, "cp1252"),
        ("<meta charset='iso-8859-1'><p>caf\xe9 “so”".encode("cp1252"), None, "cp1252"),
        ('<?xml version="1.0" encoding="gb2312"?><html><p>caf\xe9 “so”'.encode("gb18030"), None, "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=utf-16'><p>caf\xe9"
         " “so”".encode(), None, "utf-8"),
        ("<p>caf\xe9 “so”".encode("utf-16"), None, "utf-16"),
        ("\ufeff<meta charset=latin1><p>caf\xe9 “so”".encode(), None, "utf-8"),
        ("<meta charset=utf-8><p>caf\xe9 “so”".encode("cp1252"), "cp1252", "cp1252"),
        ("<meta charset=no-such><p>caf\xe9 “so”".encode(), None, "utf-8"),
    ],
)  # fmt: skip
def test_encodings(data, encoding, found):
    draft = html.read(data, "a.html", encoding)
    assert (draft.text, draft.encoding) == ("café “so”", found)


def test_an_unknown_encoding_is_asked_for():
    with pytest.raises(UnknownEncoding):
        html.read("<meta charset=utf-8><p>déjà vu à l’école, où ça".encode("cp1252"), "a.html")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta name=citation_title content=T><meta name=citation_author content='Okoro, Ada'><meta"
         " name=citation_author"
         " content='Li, Wei'><meta name=citation_journal_title content='J of S'><meta"
         " name=citation_publication_date"
         " content='2020/05/01'>", Citation("T", "Ada Okoro, Wei Li", "", "J of S", "2020-05-01")),
        ("<meta name=DC.title content=T><meta name=DC.creator content=A><meta name=DC.date content=2019>"
         "<meta name=DC.publisher content=P>", Citation("T", "A", "", "P", "2019")),
        ("<title>T of it - P</title><meta property=og:site_name content=P><meta name=author content='By"
         " Ada'>",
         Citation("T of it", "Ada", "", "P")),
        ("<title>A - B - C</title>", Citation("A - B - C")),
        ("<title>T of it | P</title>", Citation("T of it")),
        ("<!-- saved from url=(0019)http://example.org/"
         " --><title>T</title>", Citation("T", url="http://example.org/")),
        ("<title>T</title><link rel=canonical href='javascript:x()'><meta property=og:url"
         " content='file:///x'>", Citation("T")),
        ('<title>T</title><script'
         ' type="application/ld+json">[{"@type":"BlogPosting","author":"Ada","name":"N"}]</script>',
         Citation("N", "Ada")),
        ('<title>T</title><script type="application/ld+json">{broken</script>', Citation("T")),
        (f'<title>T</title><script type="application/ld+json">{"[" * 100_000}</script>', Citation("T")),
        ("<title>T</title><meta name=author content='https://example.org/ada'>", Citation("T")),
        ("<title>T</title><div class='head byline'>By <b>Ada</b> Okoro</div>", Citation("T", "Ada Okoro")),
        ("<title>T</title><div class=author>One who wrote on steel and coal since 1990</div>", Citation("T")),
    ],
)  # fmt: skip
def test_metadata(head, expected):
    draft = read(f"{head}<body><p>{FIRST}</p><p>{SECOND}</p>")
    assert draft.citation == expected


def test_a_page_in_one_file_with_all_that_belongs_to_it():
    mail = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/steel\r\nSubject: Steel\r\n"
        "Date: Tue, 4 Mar 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;"
        ' type="text/html";'
        ' boundary="----x"\r\n\r\n------x\r\nContent-Type: image/png\r\n\r\nx\r\n------x\r\nContent-Type:'
        " text/html\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/steel\r\n\r\n"
        "<p>caf=C3=A9 =F0=9F=91=A7</p>\r\n------x--\r\n"
    )
    draft = html.read(mail.encode(), "a.mhtml")
    assert draft.text == "café 👧"
    assert (draft.citation.url, draft.citation.accessed) == ("https://example.org/steel", "2025-03-04")
    with pytest.raises(BadInput, match="no page"):
        html.read(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", "a.mht")
    for data in spoilt(mail.encode(), seed=3):
        read_or_refused(html.read, data)


RICH = "<html><body>\r\n<!--StartFragment-->{}<!--EndFragment-->\r\n</body></html>"


@pytest.mark.parametrize(
    ("fragment", "text", "headings"),
    [
        ("<h2>Costs</h2><p>one <b>two</b></p>", "Costs\none two", [("Costs", 2)]),
        ('<b id="docs-internal-guid-1" style="font-weight:normal"><h1 dir="ltr"><span>Costs</span></h1><p'
         ' dir="ltr">'
         '<span style="font-size:20pt">Big</span></p><br><ul><li dir="ltr" aria-level="1"><p'
         ' role="presentation">one'
         "</p></li></ul></b>", "Costs\nBig\n• one", [("Costs", 1)]),
        ("<nav>a menu</nav><p>x</p>", "a menu\nx", []),
        ("<p>a <q>b</q> <del>c</del><ruby>漢<rt>kan</rt></ruby></p>", "a “b” 漢", []),
        ("<ol type=a start=3><li>x<li value=7>y</ol>", "c. x\ng. y", []),
        ("<table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><h2>H</h2><p>x</p></td></tr></table>",
         "a\tb\nH\nx", [("H", 2)]),
        ("<p role=heading aria-level=3>H</p><p>\u202eabc\u202c</p>", "H\n\u202eabc\u202c", [("H", 3)]),
    ],
)  # fmt: skip
def test_rich_paste_keeps_structure_and_takes_all(fragment, text, headings):
    draft = html.read_rich(RICH.format(fragment))
    assert (draft.text, outline(draft), draft.source) == (text, headings, "")


@pytest.mark.parametrize(
    "fragment", ["", " ", "<p> </p>", "<script>x</script>", "<!--StartFragment--><!--EndFragment-->"]
)
def test_an_empty_paste_is_refused(fragment):
    with pytest.raises(BadInput, match="What was pasted has no text"):
        html.read_rich(fragment)


@pytest.mark.parametrize("piece", [
    *("<div>", "<span>", "<table><tr><td>", "<ul><li>", "<a href='#x'>", "<sup>", "<blockquote>", "<p "),
    *("<div class='entry-content'>", "<!--", "<![CDATA[", "&#x202e;", "</div>", "<pre>\n", "<b>Comments</b>"),
    "<h2>Comments</h2>x",
])  # fmt: skip
def test_strange_pages_are_read_or_refused_soon(piece):
    for count in (200, 100_000 // len(piece) * 5):
        read_or_refused(html.read, (piece * count + f"<p>{FIRST}</p>").encode())


def test_broken_pages_are_read_or_refused(made):
    for page in (NEWS.encode(), made["essay.html"]):
        for data in spoilt(page, seed=13):
            read_or_refused(html.read, data)


PIECES = st.sampled_from(
    [
        *(
            "<h1>",
            "</h1>",
            "<p>",
            "</p>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<ol start=x>",
            "<li>",
            "</li>",
        ),
        *(
            "</ol>",
            "<sup>",
            "</sup>",
            "<a href='#a'>",
            "</a>",
            "1",
            "[1]",
            "↩",
            "<br>",
            "<pre>",
            "</pre>",
            "<q>",
        ),
        *(
            "<img alt='a b'>",
            "<div class=ad>",
            "</div>",
            "<article>",
            "</article>",
            "<nav>",
            "<h2>Comments</h2>",
        ),
        *("<p class=MsoListParagraph>", "·\u00a0\u00a0", "Steel ", "中文", "👩\u200d👧", "\n", "<!--", "-->"),
        *("<script>", "</script>", "&#0;"),
    ]
)


@example("<h2>Comments</h2>\x0c")
@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
def test_any_html_gives_canonical_text_and_exact_headings(source):
    read_or_refused(html.read, source.encode(errors="replace"))
    read_or_refused(lambda data, name: html.read(b"<p>x</p>" + data, name), source.encode(errors="replace"))
