"""Essays, passages and counterarguments as the elements of a REFI-QDA project."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from lxml import etree

from counterpoint.core.bundle import made_id
from counterpoint.core.dates import utc
from counterpoint.core.records import Counterargument, Essay, Passage
from counterpoint.core.text import shorten
from counterpoint.core.vocabulary import HOW_MEANS
from counterpoint.exporters.refi_codes import code_guid, sub

_LONGEST_NAME: Final = 80


def essay_variables(essay: Essay, named: str, topics: Mapping[str, str]) -> dict[str, str]:
    """The essay's citation by the names of variables, as far as it has one. Its title is among them where it
    is not what the text is `named`."""
    values = {
        "Title": essay.title if essay.title != named else "",
        "Author": essay.author,
        "Qualifications": essay.qualifications,
        "Publication": essay.publication,
        "Published": essay.published,
        "URL": essay.url,
        "Accessed": essay.accessed,
        "Topic": topics.get(essay.topic_id or "", ""),
        "Side": essay.side,
    }
    return {name: value for name, value in values.items() if value}


def source(parent: etree._Element, essay: Essay, named: str) -> etree._Element:
    """Add an essay, whose text stands in a file of its own."""
    path = f"internal://{essay.id}.txt"
    when = _when(essay.created)
    return sub(parent, "TextSource", guid=essay.id, name=named, plainTextPath=path, **when)


def selection(
    parent: etree._Element, passage: Passage, users: Collection[str], answers: Iterable[str]
) -> None:
    """Add a passage: a selection with the code of its kind or detail, its note, and its answers."""
    when = _when(passage.created)
    by = {"creatingUser": passage.annotator_id} if passage.annotator_id in users else {}
    span = {"startPosition": str(passage.start), "endPosition": str(passage.end)}
    name = shorten(passage.quote, _LONGEST_NAME)
    element = sub(parent, "PlainTextSelection", guid=passage.id, name=name, **span, **by, **when)
    if passage.note:
        sub(element, "Description", passage.note)
    coding = sub(element, "Coding", guid=made_id(f"coding {passage.id}"), **by, **when)
    sub(coding, "CodeRef", targetGUID=code_guid(passage.kind, passage.detail))
    for answer in answers:
        sub(element, "NoteRef", targetGUID=answer)


def note(parent: etree._Element, answer: Counterargument, users: Collection[str]) -> None:
    """Add a counterargument; how it answers is the description."""
    by = {"creatingUser": answer.annotator_id} if answer.annotator_id in users else {}
    element = sub(parent, "Note", guid=answer.id, name=answer.heading, **by, **_when(answer.created))
    sub(element, "Description", f"{answer.how}: {HOW_MEANS[answer.how]}")
    sub(element, "PlainTextContent", answer.reasoning)


def _when(created: str) -> dict[str, str]:
    time = utc(created)
    return {"creationDateTime": time} if time else {}
