"""Another program's coded project as records, once it is known what each code means here.

Positions are moved into canonical text by what was left out of it, not searched for. Only where the file also
says which words stand there, and they do not, are those looked for, to be confirmed. Ids are the project's
own where they are UUIDs, else they follow from what a record says, so that a project taken twice is taken
once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from counterpoint.core.anchors import Anchor, describe, locate
from counterpoint.core.bundle import Bundle, Incoming, Unplaced, made_id
from counterpoint.core.citation import propose
from counterpoint.core.code_kinds import CodeKind, most_telling, relation_named
from counterpoint.core.records import (
    Annotator,
    Counterargument,
    Detail,
    Essay,
    Link,
    Passage,
    Record,
    digest_of,
)
from counterpoint.core.text import cleaned, shorten, word_count
from counterpoint.core.text_places import TextPlaces
from counterpoint.core.vocabulary import DETAILS, NodeType
from counterpoint.importers.coded_project import Answer, CodedProject, CodedText, Selection, Span, Tie
from counterpoint.importers.identity import given_id, id_of, time_of

_LONGEST_NAME: Final = 80
_LONGEST_TITLE: Final = 300
_UNKNOWN: Final = "Unknown"
_SUFFIXES: Final = frozenset({"txt", "md", "docx", "rtf", "odt", "html", "htm", "pdf", "doc"})


class _Place(NamedTuple):
    """Where something stands in an essay; it is not `sure` where its words were looked for."""

    start: int
    end: int
    sure: bool


class _TextRead(NamedTuple):
    essay: Essay
    places: TextPlaces


def records_of(
    project: CodedProject, mapping: Mapping[str, CodeKind | None], known: Iterable[Essay] = ()
) -> Incoming:
    """The records of a project. `mapping` says by code key what is taken as what; codes that are missing
    there or lead to None are left out. `known` are the library's essays: the same text is the same essay.
    """
    reader = _Reader(project, mapping)
    reader.read_texts(known)
    for selection in project.selections:
        reader.read_selection(selection)
    for answer in project.answers:
        reader.read_answer(answer)
    for tie in project.ties:
        reader.read_tie(tie)
    reader.read_details()
    return reader.incoming()


class _Reader:
    """Goes through one project and collects what becomes of it."""

    def __init__(self, project: CodedProject, mapping: Mapping[str, CodeKind | None]) -> None:
        self._project = project
        self._mapping = mapping
        self._names = {person.key: person.name for person in project.people}
        self._texts: dict[str, _TextRead] = {}
        self._records: dict[tuple[str, str], Record] = {}
        self._ends: dict[str, tuple[NodeType, str]] = {}
        self._unplaced: list[Unplaced] = [Unplaced(project.name, said) for said in project.told]
        self._left: Counter[str] = Counter()
        self._moved = 0

    def read_texts(self, known: Iterable[Essay]) -> None:
        by_digest = {essay.digest: essay for essay in reversed(list(known))}
        for text in self._project.texts:
            places = TextPlaces(text.text)
            if not places.text.strip():
                self._unplaced.append(Unplaced(shorten(text.name or "A text", 60), "it has no words in it"))
                continue
            digest = digest_of(places.text)
            if digest not in by_digest:
                by_digest[digest] = _essay(text, places.text, self._project.name)
                self._take(by_digest[digest])
            self._texts[text.key] = _TextRead(by_digest[digest], places)

    def read_selection(self, selection: Selection) -> None:
        """Each place and each kind that its codes mean is a passage."""
        read = self._texts.get(selection.text_key)
        kinds = most_telling(each for key in selection.code_keys if (each := self._mapping.get(key)))
        if read is None or not kinds:
            self._leave(selection)
            return
        places = [self._place(read, span) for span in _joined(selection.spans, read.places)]
        for place in places:
            if place is None:
                what = shorten(" ".join(span.quote for span in selection.spans).strip() or "A selection", 60)
                why = f"its words are not found in “{shorten(read.essay.title, 60)}”"
                self._unplaced.append(Unplaced(what, why))
        sure = [place for place in places if place is not None]
        for number, (place, kind) in enumerate((place, kind) for place in sure for kind in kinds):
            self._take_passage(selection, read.essay, place, kind, number)

    def _take_passage(
        self, selection: Selection, essay: Essay, place: _Place, kind: CodeKind, number: int
    ) -> None:
        annotator = self._person(selection.person_key)
        anchor = describe(essay.text, place.start, place.end)
        note = _prose(selection.note)
        content = (essay.digest, str(place.start), str(place.end), *kind, annotator.id, note)
        id_ = id_of("passage", "" if number else selection.key, content)
        passage = Passage(
            id=id_,
            essay_id=essay.id,
            annotator_id=annotator.id,
            kind=kind.kind,
            detail=kind.detail,
            note=note,
            start=place.start,
            end=place.end,
            quote=anchor.quote,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
            status="" if place.sure else "moved",
            created=time_of(selection.created),
        )
        self._moved += not place.sure
        self._take(passage)
        self._ends.setdefault(selection.key, ("passage", id_))

    def read_answer(self, answer: Answer) -> None:
        annotator = self._person(answer.person_key)
        heading = _prose(answer.heading) or shorten(answer.text, _LONGEST_TITLE) or "Answer"
        text = _prose(answer.text)
        id_ = id_of("answer", answer.key, (heading, text, annotator.id))
        self._take(
            Counterargument(
                id=id_,
                annotator_id=annotator.id,
                heading=heading,
                reasoning=text,
                how=answer.how,
                created=time_of(answer.created),
            )
        )
        self._ends[answer.key] = ("counterargument", id_)

    def read_tie(self, tie: Tie) -> None:
        relation = relation_named(tie.name)
        source, target = self._ends.get(tie.source_key), self._ends.get(tie.target_key)
        named = f"A link “{shorten(tie.name, 40)}”" if tie.name.strip() else "A link"
        if relation is None:
            self._left[f"{named}\0it is none of supports, answers and restates"] += 1
            return
        if source is None or target is None or source == target:
            self._left[f"{named}\0what it leads from or to was not taken"] += 1
            return
        annotator = self._person(tie.person_key)
        self._take(
            Link(
                id=id_of("link", tie.key, (relation, source[1], target[1], annotator.id)),
                annotator_id=annotator.id,
                relation=relation,
                source_type=source[0],
                source_id=source[1],
                target_type=target[0],
                target_id=target[1],
                created=time_of(tie.created),
            )
        )

    def read_details(self) -> None:
        """Details that codes mean and the vocabulary does not have."""
        for code in self._project.codes:
            kind = self._mapping.get(code.key)
            if kind is not None and kind.detail and kind.detail not in DETAILS[kind.kind]:
                self._take(Detail(id=id_of("detail", "", kind), kind=kind.kind, name=kind.detail))

    def incoming(self) -> Incoming:
        left = [Unplaced(f"{what} ({n} times)" if n > 1 else what, why) for what, why, n in self._told_once()]
        return Incoming(Bundle.of(self._records.values()), (*self._unplaced, *left), self._moved)

    def _told_once(self) -> Iterator[tuple[str, str, int]]:
        for said, count in self._left.items():
            what, _, why = said.partition("\0")
            yield what, why, count

    def _leave(self, selection: Selection) -> None:
        """Name a selection that nobody can take: by its codes, so that a hundred of one code are one line."""
        if selection.text_key not in self._texts:
            self._left["A selection\0its text was not taken"] += 1
            return
        names = {code.key: code.name for code in self._project.codes}
        coded = [names[key] for key in selection.code_keys if key in names]
        for name in coded:
            self._left[f"The code “{shorten(name, 60)}”\0it was left out"] += 1
        if not coded:
            self._left["A selection\0it has no code"] += 1

    def _place(self, read: _TextRead, span: Span) -> _Place | None:
        text = read.essay.text
        start, end = read.places.span(span.start, span.end)
        quote = cleaned(span.quote).strip()
        if not quote or _same_words(text[start:end], quote):
            return _Place(start, end, True) if text[start:end].strip() else None
        match = locate(text, Anchor(quote, start=start, end=end))
        return _Place(match.start, match.end, False) if match and match.start < match.end else None

    def _person(self, key: str) -> Annotator:
        name = " ".join(self._names.get(key, "").split())[:_LONGEST_NAME].strip() or _UNKNOWN
        annotator = Annotator(id=given_id(key) or made_id(f"annotator {name}"), name=name)
        self._take(annotator)
        return annotator

    def _take(self, record: Record) -> None:
        self._records[record.name_of_kind, record.id] = record


def _joined(spans: Iterable[Span], places: TextPlaces) -> list[Span]:
    """The spans in text order; those with nothing but space between them are one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not places.text[slice(*places.span(joined[-1].end, span.start))].strip():
            before = joined.pop()
            span = Span(before.start, max(before.end, span.end), f"{before.quote} {span.quote}".strip())
        joined.append(span)
    return joined


def _same_words(one: str, other: str) -> bool:
    return one.split() == other.split()


def _essay(text: CodedText, canonical: str, source: str) -> Essay:
    """The essay of a text that the library does not have, titled as the text is called, without a suffix."""
    citation = text.citation
    called = " ".join(cleaned(text.name).split())
    stem, _, suffix = called.rpartition(".")
    title = citation.title or (stem if suffix.lower() in _SUFFIXES else called) or propose(canonical).title
    citation = replace(citation, title=shorten(title, _LONGEST_TITLE))
    return Essay(
        id=id_of("essay", text.key, (digest_of(canonical),)),
        source=source,
        text=canonical,
        words=word_count(canonical),
        created=time_of(text.created),
        **citation.of_essay(),
    )


def _prose(text: str) -> str:
    """A text that somebody wrote, as it may be kept; one of nothing but space is none."""
    return cleaned(text) if text.strip() else ""
