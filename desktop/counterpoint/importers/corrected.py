"""A draft after somebody corrected its text, before anything is stored."""

from collections.abc import Sequence

from counterpoint.core.citation import propose
from counterpoint.core.headings import Line, put_together
from counterpoint.core.marks import Cut, Page
from counterpoint.core.moves import Moves
from counterpoint.importers.draft import Draft, DraftCard, DraftEntry, replaced


def corrected(draft: Draft, lines: Sequence[Line]) -> Draft:
    """The draft with the text of these lines and just the headings that they say. Pages, chapters and cards
    go where their text went, cards as whole paragraphs; a chapter or card of which no word is left is left
    out. Raises BadInput where no text is left."""
    text, headings = put_together(lines)
    if text == draft.text:
        return replaced(draft, headings=headings)
    plain = replaced(draft, text=text, headings=headings, pages=(), chapters=(), cards=(), outline=())
    if not (draft.pages or draft.chapters or draft.cards):
        return replaced(plain, outline=draft.outline)
    moves = Moves(draft.text, text)
    cards = [_moved_card(card, moves) for card in draft.cards]
    return replaced(
        plain,
        pages=_moved_pages(draft.pages, moves),
        chapters=tuple(
            each._replace(start=now.start, end=now.end)
            for each in draft.chapters
            if not (now := moves.span(each.start, each.end)).emptied
        ),
        cards=tuple(card for card in cards if card is not None),
        outline=_outline(draft.outline, cards),
    )


def typed(lines: Sequence[Line]) -> Draft:
    """The draft of a text that was typed line by line. Raises BadInput where there is none."""
    text, headings = put_together(lines)
    return Draft(text, propose(text), headings)


def _moved_pages(pages: Sequence[Page], moves: Moves) -> tuple[Page, ...]:
    """The pages where they begin now; of several that begin at one place the last."""
    starts = {moves.point(page.start): page.label for page in pages}
    return tuple(Page(start, label) for start, label in starts.items())


def _moved_card(card: DraftCard, moves: Moves) -> DraftCard | None:
    now = moves.span(card.start, card.end)
    if now.emptied:
        return None
    cuts = [(cut, moves.span(cut.start, cut.end)) for cut in card.cuts]
    text = moves.new
    start = text.rfind("\n", 0, now.start) + 1
    end = text.find("\n", now.end)
    return card._replace(
        start=start,
        end=len(text) if end < 0 else end,
        cuts=tuple(Cut(there.start, there.end, cut.style) for cut, there in cuts if not there.emptied),
    )


def _outline(entries: Sequence[DraftEntry], cards: Sequence[DraftCard | None]) -> tuple[DraftEntry, ...]:
    """The outline without the cards that are gone; each other names its card's new place."""
    places: dict[int, int] = {}
    for number, card in enumerate(cards):
        if card is not None:
            places[number] = len(places)
    return tuple(
        each if each.card < 0 else each._replace(card=places[each.card])
        for each in entries
        if each.card < 0 or each.card in places
    )
