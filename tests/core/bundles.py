"""Random libraries for tests of exchange: bundles, and bundles edited apart from a common ancestor."""

import json
import random
from collections.abc import Iterable, Sequence
from uuid import UUID

from hypothesis import strategies as st

from counterpoint.core.anchors import describe
from counterpoint.core.bundle import Bundle
from counterpoint.core.changes import removed
from counterpoint.core.correcting import ON_TEXT, corrected, correction_of, on_new_text
from counterpoint.core.moves import Moves
from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Correction,
    Counterargument,
    Decision,
    Detail,
    Entry,
    Essay,
    Link,
    Original,
    Passage,
    Progress,
    Record,
    Tombstone,
    Topic,
    digest_of,
    progress_id,
)
from counterpoint.core.source_records import original_of
from counterpoint.core.text import canonical
from counterpoint.core.vocabulary import HIGHLIGHTS, HOWS, KINDS, RELATIONS, Ruling

LETTERS = "abc DE.,'\"\\\n<&=—ñ\u0301\u0627\u0644\u062a \u8d38\u6613\U0001f30d\U0001f469\u200d\U0001f4bb"


def an_id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def some_text(chance: random.Random, low: int, high: int) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(low, high)))


def a_time(chance: random.Random) -> str:
    year, month, day = chance.randint(2010, 2040), chance.randint(1, 12), chance.randint(1, 28)
    return f"{year}-{month:02}-{day:02}T10:00:0{chance.randint(0, 9)}Z"


def an_essay(chance: random.Random, topic_id: str | None = None) -> Essay:
    text = canonical("x" + some_text(chance, 40, 300))
    return Essay(
        id=an_id(chance),
        revision=chance.randint(1, 4),
        topic_id=topic_id,
        side=chance.choice(("", "pro", "con")),
        title="T" + some_text(chance, 0, 12),
        author=some_text(chance, 0, 8),
        url=some_text(chance, 0, 8),
        text=text,
        words=chance.randint(0, 99),
        headings_json=f"[[0, {chance.randint(1, 9)}, 1]]",
        created=a_time(chance),
    )


def a_passage(chance: random.Random, essay: Essay, annotator: Annotator) -> Passage:
    start = chance.randrange(len(essay.text))
    anchor = describe(essay.text, start, chance.randint(start + 1, len(essay.text)))
    return Passage(
        id=an_id(chance),
        revision=chance.randint(1, 4),
        essay_id=essay.id,
        annotator_id=annotator.id,
        kind=chance.choice(KINDS),
        detail=chance.choice(("", "statistic", some_text(chance, 1, 9))),
        note=some_text(chance, 0, 12),
        start=start,
        end=start + len(anchor.quote),
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        status=chance.choice(("", "", "moved")),
        created=a_time(chance),
    )


def an_answer(chance: random.Random, annotator: Annotator) -> Counterargument:
    return Counterargument(
        id=an_id(chance),
        revision=chance.randint(1, 4),
        annotator_id=annotator.id,
        heading="AT: " + some_text(chance, 0, 9),
        reasoning=some_text(chance, 0, 40),
        how=chance.choice(HOWS),
        created=a_time(chance),
    )


def a_link(chance: random.Random, annotator: Annotator, source: Record, target: Record) -> Link:
    return Link.model_validate(
        {
            "id": an_id(chance),
            "revision": chance.randint(1, 4),
            "annotator_id": annotator.id,
            "relation": chance.choice(RELATIONS),
            "source_type": source.name_of_kind,
            "source_id": source.id,
            "target_type": target.name_of_kind,
            "target_id": target.id,
            "created": a_time(chance),
        }
    )


def a_card(chance: random.Random, passage: Passage, essays: Sequence[Essay]) -> Card:
    essay = next(each for each in essays if each.id == passage.essay_id)
    start, end = chance.randint(0, passage.start), chance.randint(passage.end, len(essay.text))
    cuts = [
        (chance.randint(start, passage.start), passage.end, chance.choice(("underline", *HIGHLIGHTS)))
        for _ in range(chance.randint(0, 3))
    ]
    return Card(
        id=an_id(chance),
        revision=chance.randint(1, 4),
        passage_id=passage.id,
        essay_id=essay.id,
        annotator_id=passage.annotator_id,
        tag=some_text(chance, 0, 20),
        start=start,
        end=end,
        quote=essay.text[start:end],
        cuts_json=json.dumps(cuts),
        shrink=chance.choice((0, 8)),
        created=a_time(chance),
    )


def a_brief(
    chance: random.Random, annotator: Annotator, topics: Sequence[Topic], essays: Sequence[Essay]
) -> Brief:
    return Brief(
        id=an_id(chance),
        revision=chance.randint(1, 4),
        annotator_id=annotator.id,
        title="B" + some_text(chance, 0, 12),
        topic_id=chance.choice((None, *(topic.id for topic in topics))),
        essay_ids=" ".join(each.id for each in chance.sample(essays, chance.randint(0, len(essays)))),
        side=chance.choice(("", "pro", "con")),
        only=chance.choice(("claims answers", "claims", "answers")),
        speech=chance.choice(("", "1AC")),
        created=a_time(chance),
    )


def an_entry(chance: random.Random, brief: Brief, parents: Sequence[Entry], ends: Sequence[Record]) -> Entry:
    """An entry that shows one of `ends`, under one of `parents` or at the top."""
    end = chance.choice(ends) if ends and chance.random() < 0.7 else None
    kinds = {"card": "card", "counterargument": "answer", "passage": chance.choice(("open", "contention"))}
    above = [parent.id for parent in parents if parent.brief_id == brief.id]
    fields: dict[str, object] = {f"{end.name_of_kind}_id": end.id} if end else {}
    return Entry.model_validate(
        {
            "id": an_id(chance),
            "revision": chance.randint(1, 4),
            "brief_id": brief.id,
            "parent_id": chance.choice([None, *above]),
            "rank": chance.choice("1hz"),
            "kind": kinds[end.name_of_kind] if end else chance.choice(("pocket", "hat", "analytic")),
            "text": some_text(chance, 0, 20),
            "origin": "" if end is None else f"{end.name_of_kind}:{end.id}",
            "created": a_time(chance),
            **fields,
        }
    )


def a_decision(
    chance: random.Random, annotator: Annotator, essay: Essay, members: Sequence[Record]
) -> Decision:
    """A ruling on passages or links, some of which may be gone."""
    ids = [each.id for each in members] or [an_id(chance)]
    rulings: tuple[Ruling, ...] = ("accept", "change", "reject")
    ruling = chance.choice(rulings)
    start = chance.randrange(len(essay.text))
    agreed = [
        (start, chance.randint(start + 1, len(essay.text)), chance.choice(KINDS), some_text(chance, 0, 9))
    ]
    return Decision(
        id=an_id(chance),
        revision=chance.randint(1, 4),
        essay_id=essay.id,
        annotator_id=annotator.id,
        about=chance.choice(("passages", "links")),
        ruling=ruling,
        members=" ".join(ids),
        accepted=ids[0] if ruling == "accept" else "",
        agreed_json=json.dumps([] if ruling == "reject" else agreed),
        reason=some_text(chance, 0, 20),
        rule=chance.choice(("", "unanimous")),
        created=a_time(chance),
    )


def an_original(chance: random.Random, essay: Essay, _: Annotator) -> Original:
    made = original_of(essay.id, some_text(chance, 1, 9), chance.randbytes(chance.randint(1, 40)))
    return made.model_copy(update={"id": an_id(chance), "created": a_time(chance)})


def a_correction(chance: random.Random, essay: Essay, annotator: Annotator) -> Correction:
    return Correction(
        id=an_id(chance),
        essay_id=essay.id,
        annotator_id=annotator.id,
        before=digest_of(some_text(chance, 1, 9)),
        after=essay.digest,
        hunks_json=json.dumps([[0, chance.randint(1, 4), "x"], [6, 6, "a\u0301 😀"]]),
        created=a_time(chance),
    )


def a_progress(chance: random.Random, annotator: Annotator, essay: Essay) -> Progress:
    return Progress(
        id=progress_id(essay.digest, annotator.id),
        revision=chance.randint(1, 4),
        essay_id=essay.id,
        annotator_id=annotator.id,
        upto=chance.randint(0, len(essay.text)),
    )


def random_bundle(seed: int, size: int = 6) -> Bundle:
    """A library whose records are all there and all fit one another."""
    chance = random.Random(seed)
    topics = [
        Topic(id=an_id(chance), wording="W" + some_text(chance, 0, 9), pro="Pro", con=some_text(chance, 1, 5))
        for _ in range(2)
    ]
    annotators = [
        Annotator(id=an_id(chance), name="Ada", words_per_minute=chance.randint(50, 600)) for _ in range(2)
    ]
    details = [Detail(id=an_id(chance), kind=chance.choice(KINDS), name="n" + some_text(chance, 0, 5))]
    essays = [an_essay(chance, chance.choice((None, topics[0].id))) for _ in range(2)]
    passages = [a_passage(chance, chance.choice(essays), chance.choice(annotators)) for _ in range(size)]
    answers = [an_answer(chance, chance.choice(annotators)) for _ in range(size // 2)]
    ends: list[Record] = [*passages, *answers]
    links = [a_link(chance, annotators[0], *chance.sample(ends, 2)) for _ in range(size)] if size > 1 else []
    cards = [a_card(chance, chance.choice(passages), essays) for _ in range(size // 2)]
    briefs = [a_brief(chance, annotators[0], topics, essays) for _ in range(1 + size // 4)]
    entries: list[Entry] = []
    for _ in range(2 * size):
        entries.append(an_entry(chance, chance.choice(briefs), entries, [*cards, *answers, *passages]))
    stones = [Tombstone(id=an_id(chance), revision=chance.randint(1, 9), kind_of_record="passage")]
    records: list[Record] = [*topics, *annotators, *details, *essays, *passages, *answers, *links, *stones]
    decisions = [
        a_decision(chance, annotators[1], chance.choice(essays), chance.sample(passages, min(size, 2)))
        for _ in range(size // 2)
    ]
    progresses = [a_progress(chance, each, essays[0]) for each in annotators[: size // 2]]
    sources = [of(chance, essays[0], annotators[0]) for of in (an_original, a_correction)[: size // 2]]
    return Bundle.of([*records, *cards, *briefs, *entries, *decisions, *progresses, *sources])


def bundles() -> st.SearchStrategy[Bundle]:
    return st.builds(random_bundle, st.integers(0, 2**40), st.integers(0, 8))


def without_random_corrections(bundle: Bundle) -> Bundle:
    """A library in which no text was corrected yet."""
    return Bundle.of(each for each in bundle.records() if not isinstance(each, Correction))


def with_corrections(bundle: Bundle, seed: int, times: int = 2) -> Bundle:
    """`bundle` after somebody corrected its first essay, as `workspace.correcting` does it."""
    chance = random.Random(seed + 2**61)
    for _ in range(times):
        essay = min(bundle.essays, key=lambda each: each.id)
        start = chance.randrange(len(essay.text))
        end = min(len(essay.text), start + chance.choice((0, 1, 2, 30)))
        new = canonical(essay.text[:start] + some_text(chance, 0, 9) + essay.text[end:])
        if new.strip() and new != essay.text:
            bundle = corrected_library(bundle, essay, new, an_id(chance))
    return bundle


def corrected_library(bundle: Bundle, essay: Essay, new: str, correction_id: str) -> Bundle:
    """`bundle` with another text for one of its essays."""
    moves = Moves(essay.text, new)
    after = corrected(essay, moves)
    others = [each for each in bundle.corrections if each.essay_id == essay.id]
    kept = correction_of(essay, moves, bundle.annotators[0].id, others)
    moved: list[Record] = [kept.model_copy(update={"id": correction_id, "created": "2026-01-01T10:00:00Z"})]
    for each in bundle.records():
        if each.id == essay.id:
            moved.append(after)
        elif isinstance(each, ON_TEXT) and each.essay_id == essay.id:
            moved.append(on_new_text(each, moves, after.digest))
        else:
            moved.append(each)
    return Bundle.of(moved)


def edited(bundle: Bundle, seed: int, steps: int = 6, deletes_ends: bool = False) -> Bundle:
    """`bundle` after random edits, as somebody working alone would make them. Texts come from a handful, so
    that people who work apart sometimes make the same edit. Without `deletes_ends` nothing is deleted that
    another record may refer to."""
    chance = random.Random(seed + 2**60)  # never the ids that the bundle was made with
    state: dict[tuple[str, str], Record] = {(r.name_of_kind, r.id): r for r in bundle.records()}
    for _ in range(steps):
        _edit(chance, state, deletes_ends)
    return Bundle.of(state.values())


def _edit(chance: random.Random, state: dict[tuple[str, str], Record], deletes_ends: bool) -> None:
    live = [record for record in state.values() if not isinstance(record, Tombstone)]
    roll = chance.random()
    if roll < 0.5:
        record = chance.choice(live)
        state[record.name_of_kind, record.id] = _changed(chance, record)
    elif roll < 0.75:
        added = _added(chance, live)
        stone = state.pop(("tombstone", added.id), None)
        if stone is not None:  # how far somebody read has the same id again
            added = added.model_copy(update={"revision": stone.revision + 1})
        state[added.name_of_kind, added.id] = added
    else:
        ends = (Passage, Counterargument, Card, Brief, Entry) if deletes_ends else ()
        kinds = (Link, Detail, Decision, Progress, *ends)
        record = chance.choice(live)
        if isinstance(record, kinds):
            _delete(state, record)


def _delete(state: dict[tuple[str, str], Record], record: Record) -> None:
    going = [record]
    while going:
        gone = going.pop()
        if state.pop((gone.name_of_kind, gone.id), None) is None:
            continue
        stone = removed(gone)[1].after
        assert stone is not None
        state["tombstone", gone.id] = stone
        going += [each for each in state.values() if gone.id in ends_of(each)]


def ends_of(record: Record) -> set[str]:
    """The ids that a link, a card or an entry refers to, besides people and essays."""
    match record:
        case Link():
            return {record.source_id, record.target_id}
        case Card():
            return {record.passage_id}
        case Entry():
            return {record.brief_id, record.parent_id or record.brief_id, *record.shown.values()}
        case _:
            return set()


def _changed(chance: random.Random, record: Record) -> Record:
    text = f"edit {chance.randint(1, 3)}"
    if isinstance(record, Topic):
        return record.changed(wording=text)
    if isinstance(record, Annotator | Detail | Original):
        return record.changed(name=text)
    if isinstance(record, Correction):
        return record  # nothing changes what was corrected
    if isinstance(record, Essay):
        return record.changed(title=text)
    if isinstance(record, Counterargument):
        return record.changed(reasoning=text)
    if isinstance(record, Link):
        return record.changed(relation=chance.choice(RELATIONS))
    if isinstance(record, Card):
        return record.changed(tag=text, cuts_json=json.dumps([[record.start, record.end, "yellow"]]))
    if isinstance(record, Decision):
        return record.changed(reason=text)
    if isinstance(record, Progress):
        return record.changed(upto=chance.randint(0, 3))
    if isinstance(record, Brief):
        return record.changed(title=text, speech=chance.choice(("", "2AR")))
    if isinstance(record, Entry):
        return record.changed(text=text, rank=chance.choice("2q"))
    return record.changed(note=text)


def _added(chance: random.Random, live: Iterable[Record]) -> Record:
    live = list(live)
    essay = chance.choice([record for record in live if isinstance(record, Essay)])
    annotator = chance.choice([record for record in live if isinstance(record, Annotator)])
    ends: list[Record] = [record for record in live if isinstance(record, Passage | Counterargument)]
    if len(ends) > 1 and chance.random() < 0.3:
        return a_link(chance, annotator, *chance.sample(ends, 2))
    if chance.random() < 0.2:
        return _added_to_reviews(chance, live, essay, annotator)
    if ends and chance.random() < 0.5:
        return _added_to_briefs(chance, live, annotator)
    return a_passage(chance, essay, annotator) if chance.random() < 0.6 else an_answer(chance, annotator)


def _added_to_reviews(
    chance: random.Random, live: list[Record], essay: Essay, annotator: Annotator
) -> Record:
    far = a_progress(chance, annotator, essay)
    if chance.random() < 0.5 and far.id not in {record.id for record in live}:
        return far
    passages = [record for record in live if isinstance(record, Passage)]
    return a_decision(chance, annotator, essay, passages[:1])


def _added_to_briefs(chance: random.Random, live: list[Record], annotator: Annotator) -> Record:
    briefs = [record for record in live if isinstance(record, Brief)]
    essays = [record for record in live if isinstance(record, Essay)]
    passages = [record for record in live if isinstance(record, Passage)]
    roll = chance.random()
    if briefs and roll < 0.6:
        ends = [record for record in live if isinstance(record, Card | Counterargument | Passage)]
        parents = [record for record in live if isinstance(record, Entry)]
        return an_entry(chance, chance.choice(briefs), parents, ends)
    if passages and roll < 0.8:
        return a_card(chance, chance.choice(passages), essays)
    return a_brief(chance, annotator, [record for record in live if isinstance(record, Topic)], essays)
