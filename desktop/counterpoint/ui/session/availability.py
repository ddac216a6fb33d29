"""Which commands can do something just now, and what undo and redo are called."""

from typing import TYPE_CHECKING

from counterpoint.ui.actions import Needs, enable

if TYPE_CHECKING:
    from counterpoint.ui.session.session import Session


def enable_commands(session: "Session") -> None:
    """Let just those commands be chosen that can do something. Where a library can only be read, those that
    would write stay: asked for, each says why it cannot."""
    undo, redo = session.ws.labels() if session.has_library else (None, None)
    actions = session.window.actions_by_id
    actions["edit.undo"].setText(f"Undo {undo}" if undo else "Undo")
    actions["edit.redo"].setText(f"Redo {redo}" if redo else "Redo")
    mark, briefing, reviewing = session.mark, session.briefing, session.reviewing
    there = {
        Needs.ESSAY | Needs.SPAN_OR_SENTENCE | Needs.CLAIM_OR_ANSWER: session.essay is not None,
        Needs.PASSAGE: session.selected is not None and session.selected[0] == "passage",
        Needs.MOVED_PASSAGE: mark is not None and mark.status == "moved",
        Needs.HISTORY: bool(undo),
        Needs.FUTURE: bool(redo),
        Needs.WRITABLE: session.has_library,
        Needs.BRIEF: briefing is not None and briefing.is_shown,
        Needs.CARD: briefing is not None and briefing.is_shown and briefing.card_id != "",
        Needs.REVIEW: reviewing is not None and reviewing.is_shown,
        Needs.DIFFERENCE: reviewing is not None and reviewing.is_shown and reviewing.difference is not None,
    }
    having = Needs.NOTHING
    for need, is_met in there.items():
        having |= need if is_met else Needs.NOTHING
    enable(actions, having)
