"""The parts of a REFI-QDA file that are alike in all: attributes, codes, users, notes and links.

Programs differ in the case of names, in namespaces and in how they write a GUID: names count without case and
namespace, GUIDs without case and braces.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from counterpoint.importers.coded_project import Code, Person

_DEEPEST: Final = 20
_COLOUR: Final = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_NUMBER: Final = re.compile(r"\s*-?[0-9]{1,12}\s*")


def called(element: etree._Element) -> str:
    """An element's name in lower case, without its namespace."""
    return etree.QName(element).localname.lower()


def within(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children of these names, which are in lower case."""
    if element is not None:
        yield from (child for child in element if called(child) in names)


def first(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of these names."""
    return next(within(element, *names), None)


def attribute(element: etree._Element, name: str) -> str:
    """An attribute's value, whatever the case of its name; empty where it has none."""
    value = element.get(name)
    if value is None:
        value = next((each for key, each in element.items() if key.lower() == name.lower()), "")
    return value


def key(element: etree._Element, name: str = "guid") -> str:
    """A GUID as it is compared."""
    return attribute(element, name).strip().strip("{}").lower()


def number(element: etree._Element, name: str) -> int:
    """A position; -1 for none."""
    value = attribute(element, name)
    return int(value) if _NUMBER.fullmatch(value) else -1


def words(element: etree._Element | None) -> str:
    """All the text in an element."""
    return "" if element is None else "".join(element.itertext())


def targets(element: etree._Element, *names: str) -> list[str]:
    """What the references of these names in an element lead to."""
    return [key(each, "targetGUID") for each in within(element, *names)]


def codes_of(book: etree._Element | None) -> tuple[Code, ...]:
    """The codes of a codebook, those above first."""
    found: list[Code] = []
    tops = [each for held in (book, first(book, "codes")) for each in within(held, "code")]
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(each, ()) for each in reversed(tops)]
    while waiting:
        element, path = waiting.pop()
        name = " ".join(attribute(element, "name").split()) or "unnamed"
        found.append(
            Code(
                key=key(element),
                name=name,
                path=path,
                color=_colour(attribute(element, "color").strip()),
                codable=attribute(element, "isCodable").strip().lower() not in ("false", "0"),
            )
        )
        below = [*within(element, "code"), *within(first(element, "subcodes", "codes"), "code")]
        deeper = (*path, name) if len(path) < _DEEPEST else path
        waiting += [(each, deeper) for each in reversed(below)]
    return tuple(found)


def people_of(root: etree._Element) -> tuple[Person, ...]:
    """The users of a project."""
    users = within(first(root, "users"), "user")
    return tuple(Person(key(each), attribute(each, "name") or attribute(each, "id")) for each in users)


def _colour(value: str) -> str:
    """A colour as `#rrggbb`."""
    if not _COLOUR.fullmatch(value):
        return ""
    return value.lower() if len(value) == 7 else "#" + "".join(digit * 2 for digit in value[1:].lower())
