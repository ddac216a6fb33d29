"""Says in words what is painted: for tooltips and for screen readers."""

from collections.abc import Mapping, Sequence
from html import escape

from counterpoint.core.marks import Mark
from counterpoint.ui.theme import Theme


def described(mark: Mark, names: Mapping[str, str]) -> str:
    """Kind, detail, annotator, and whether there is a note, as one would say it."""
    parts = [mark.kind.capitalize()]
    if mark.detail:
        parts.append(mark.detail)
    if mark.annotator_id in names:
        parts.append(names[mark.annotator_id])
    if mark.has_note:
        parts.append("has a note")
    if mark.status == "moved":
        parts.append("moved: confirm its place")
    return " · ".join(parts)


def tool_tip(marks: Sequence[Mark], names: Mapping[str, str], theme: Theme) -> str:
    """A line a mark, innermost first, each with its kind's colour; empty for none."""
    return "<br>".join(
        f'<span style="color:{theme.accent(mark.kind)}">■</span>&nbsp;{escape(described(mark, names))}'
        for mark in marks
    )


def sign_tip(meaning: str) -> str:
    """A line a direction mark; empty for none."""
    return "<br>".join(escape(line) for line in meaning.split("\n")) if meaning else ""
