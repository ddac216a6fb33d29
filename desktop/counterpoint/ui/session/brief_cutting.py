"""Cutting the card where the user is: what is selected of it, and what is done to that."""

from functools import partial
from typing import Final

from counterpoint.core.errors import BadInput
from counterpoint.core.records import Card
from counterpoint.core.vocabulary import CutStyle
from counterpoint.ui.brief.sheet_places import CardSpan
from counterpoint.ui.session import essays
from counterpoint.ui.session.session import Command, Session
from counterpoint.workspace import cards, library


def card_here(session: Session) -> Card:
    """The card where the user is. Raises BadInput where that is none."""
    briefing = session.briefing
    if briefing is None or not briefing.card_id:
        raise BadInput("Put the caret into a card first.")
    return cards.card(session.ws, briefing.card_id)


def span_here(session: Session) -> CardSpan:
    """What is selected in a card's body, or the word at the caret. Raises BadInput where there is neither."""
    sheet = session.window.brief_view.sheet
    span = sheet.card_span()
    if span is None:
        raise BadInput("Select words in the body of a card, then cut them.")
    return span


def cut(session: Session, style: CutStyle) -> None:
    span = span_here(session)
    cards.cut(session.ws, span.card_id, span.start, span.end, style)


def clear(session: Session) -> None:
    span = span_here(session)
    cards.clear(session.ws, span.card_id, span.start, span.end)


def shrink(session: Session) -> None:
    cards.shrink(session.ws, card_here(session).id)


def widen(session: Session, before: bool) -> None:
    cards.widen(session.ws, card_here(session).id, before=before)


def cite(session: Session, field: str = "title") -> None:
    """Edit the citation of the card's essay, beginning at a field."""
    essays.cite(session, library.essay(session.ws, card_here(session).essay_id), field)


COMMANDS: Final[dict[str, Command]] = {
    "card.cite": cite,
    "card.underline": partial(cut, style="underline"),
    "card.emphasis": partial(cut, style="emphasis"),
    "card.clear": clear,
    "card.shrink": shrink,
    "card.omit": partial(cut, style="omitted"),
    "card.before": partial(widen, before=True),
    "card.after": partial(widen, before=False),
}
