"""What a web page says of its article: title, author, site, date, address."""

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import html

from counterpoint.core.dates import find_date, iso_date
from counterpoint.importers.html_tree import words

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "title": ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "headline"),
    "author": (
        *("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"),
        *("sailthru.author", "byl", "twitter:creator"),
    ),
    "publication": (
        *("citation_journal_title", "citation_conference_title", "og:site_name", "dc.publisher"),
        *("dcterms.publisher", "citation_publisher", "application-name"),
    ),
    "published": (
        *("citation_publication_date", "citation_date", "citation_online_date", "article:published_time"),
        *("datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created"),
        *("parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "date"),
    ),
    "url": ("og:url", "citation_public_url", "citation_fulltext_html_url", "parsely-link", "twitter:url"),
}
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->", re.IGNORECASE)
_SAVED_BY: Final = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S+)", re.IGNORECASE)
_ARTICLE: Final = re.compile(
    r"(?:\w*Article|\w*Posting|Report|Review|Chapter|CreativeWork|Thesis)", re.IGNORECASE
)
_PARTS: Final = re.compile(r"\s+[|–—:·•«»/-]+\s+")
_BY: Final = re.compile(r"(?:written\s+)?by:?\s+", re.IGNORECASE)
_BYLINE: Final = re.compile(r"(?<![\w-])(?:byline|author|author-?name|by-?author)(?![\w-])", re.IGNORECASE)
_MOST_NAMES: Final = 6
_NO_NAME: Final = re.compile(r"https?:|@|www\.", re.IGNORECASE)
_HEAD: Final = 4_000
_MOST_OBJECTS: Final = 2_000


def fields(root: html.HtmlElement, markup: str) -> dict[str, str]:
    """The metadata by the names that `citation.from_fields` knows; what it does not tell is empty."""
    told = _told_in_json(root)
    meta = _told_in_meta(root)
    found = {name: told.get(name) or meta.get(name, "") for name in _NAMES}
    site = found["publication"]
    found["title"] = found["title"] or _title(root, site)
    found["author"] = found["author"] or _marked(root, "author") or _byline(root)
    found["published"] = found["published"] or _dated(root)
    found["url"] = _canonical(root) or found["url"] or _saved_from(markup)
    return found


def _told_in_json(root: html.HtmlElement) -> dict[str, str]:
    """What the page's JSON-LD says of the first article in it."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        try:
            document = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(document):
            if any(_ARTICLE.fullmatch(kind) for kind in _texts(item.get("@type"))):
                return _of_article(item)
    return {}


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    waiting = [document]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def _of_article(item: dict[str, Any]) -> dict[str, str]:
    address = _first(item.get("url")) or _first(item.get("mainEntityOfPage"), "@id")
    return {
        "title": _first(item.get("headline")) or _first(item.get("name")),
        "author": ", ".join(_names(item.get("author") or item.get("creator"))),
        "publication": next(iter(_names(item.get("isPartOf")) or _names(item.get("publisher"))), ""),
        "published": _date(_first(item.get("datePublished")) or _first(item.get("dateCreated"))),
        "url": address if address.startswith("http") else "",
    }


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _first(value: Any, key: str = "name") -> str:
    """The first text of a value that may be one, a list, or an object with it under `key`."""
    listed = value if isinstance(value, list) else [value]
    found = [each.get(key) if isinstance(each, dict) else each for each in listed]
    return next((_plain(each) for each in found if isinstance(each, str)), "")


def _names(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    found = [_first(each) for each in listed]
    return list(
        dict.fromkeys(_BY.sub("", each, count=1) for each in found if each and not _NO_NAME.search(each))
    )


def _plain(text: str) -> str:
    return " ".join(entities.unescape(text).split())


def _told_in_meta(root: html.HtmlElement) -> dict[str, str]:
    """What the page's `<meta>` elements say, the surest of them first."""
    said: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = _plain(element.get("content", ""))
        for name in ("property", "name", "itemprop"):
            if content and element.get(name):
                said.setdefault(element.get(name, "").strip().lower(), []).append(content)
    found = {name: next((said[key][0] for key in keys if key in said), "") for name, keys in _NAMES.items()}
    dates = (_date(value) for key in _NAMES["published"] for value in said.get(key, ()))
    authors = (_names([_turned(each) for each in said.get(key, ())]) for key in _NAMES["author"])
    return found | {
        "published": next(filter(None, dates), ""),
        "author": ", ".join(next(filter(None, authors), [])),
    }


def _turned(name: str) -> str:
    """A name that is written `Okoro, Ada` as it is spoken."""
    last, comma, first = name.partition(", ")
    is_turned = comma and "," not in first and len(last.split()) < 3 and len(first.split()) < 3
    return f"{first} {last}" if is_turned else name


def _date(written: str) -> str:
    """A date, out of whatever stands around it."""
    found = find_date(written)
    return iso_date(written) or (found[0] if found else "")


def _title(root: html.HtmlElement, site: str) -> str:
    """The page's title without the name of its site."""
    title = next((words(each) for each in root.iter("title")), "")
    headings = [words(each) for each in root.iter("h1")]
    parts = _PARTS.split(title)
    if not title or len(parts) == 1:
        return title or (headings[0] if len(headings) == 1 else "")
    named = next((each for each in headings if each and each in title), "")
    if named:
        return named
    for place, kept in ((-1, slice(None, -1)), (0, slice(1, None))):
        if site and parts[place].casefold() == site.casefold():
            return " - ".join(parts[kept]) if len(parts) > 2 else parts[kept][0]
    return title.rpartition(" | ")[0] or title


def _marked(root: html.HtmlElement, name: str) -> str:
    """Whom the page's own links and elements name."""
    found = root.xpath("//*[@rel=$name or @itemprop=$name]", name=name)
    inner = [each.find(".//*[@itemprop='name']") for each in found]
    texts = [words(each if within is None else within) for each, within in zip(found, inner, strict=True)]
    return ", ".join(_names(texts))


def _byline(root: html.HtmlElement) -> str:
    """Whom an element names that its class calls a byline or an author."""
    for element in root.iterfind(".//*[@class]"):
        if _BYLINE.search(element.get("class", "")):
            said = _BY.sub("", words(element), count=1)
            if 0 < len(said.split()) <= _MOST_NAMES and not any(map(str.isdecimal, said)):
                return ", ".join(_names(said))
    return ""


def _dated(root: html.HtmlElement) -> str:
    times = (
        root.xpath("//*[@itemprop='datePublished']") + root.xpath("//time[@pubdate]") + root.xpath("//time")
    )
    dates = (_date(each.get("datetime") or each.get("content") or words(each)) for each in times)
    return next(filter(None, dates), "")


def _canonical(root: html.HtmlElement) -> str:
    links = (each for each in root.iter("link") if "canonical" in each.get("rel", "").lower().split())
    return next((each.get("href", "") for each in links if each.get("href", "").startswith("http")), "")


def _saved_from(markup: str) -> str:
    match = _SAVED_FROM.search(markup[:_HEAD]) or _SAVED_BY.search(markup[:_HEAD])
    return match[1] if match else ""
