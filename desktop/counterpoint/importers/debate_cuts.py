"""What was done to the body of a debate card: underlined, emphasised, highlighted, made small."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from counterpoint.core.cards import SHRINKS
from counterpoint.core.marks import Cut
from counterpoint.core.vocabulary import CutStyle
from counterpoint.importers.debate_styles import Roles, colour
from counterpoint.importers.docx_styles import Look

_LARGEST: Final = max(SHRINKS)
_SMALLEST: Final = min(size for size in SHRINKS if size)

Stretch = tuple[int, int, Look]
"""Code points of a text that look alike."""


class Cutting:
    """Reads a file's stretches as cuts. In a file without styles for them, what is bold besides underlined is
    emphasised, unless all that is underlined is bold."""

    def __init__(self, roles: Roles, stretches: Iterable[Stretch]) -> None:
        self._roles = roles
        lined: set[bool] = set()
        styled = False
        for _, _, look in stretches:
            styled = styled or roles.of_run(look.style) in ("underline", "emphasis")
            if look.underline and roles.of_run(look.style) == "":
                lined.add(look.bold)
        self._bold_is_more = not styled and len(lined) == 2

    def line(self, look: Look) -> CutStyle | None:
        """Whether a run that looks so is underlined or emphasised."""
        role = self._roles.of_run(look.style)
        if role in ("cite", "link"):
            return None
        if role == "emphasis" or look.boxed or (self._bold_is_more and look.bold and look.underline):
            return "emphasis"
        return "underline" if role == "underline" or look.underline else None

    def is_cut(self, look: Look) -> bool:
        return self.line(look) is not None or colour(look.highlight) is not None

    def cuts(self, stretches: Iterable[Stretch]) -> tuple[Cut, ...]:
        """The cuts in text order; no two of one layer touch unless their styles differ."""
        found: list[Cut] = []
        for layer in (self.line, lambda look: colour(look.highlight)):
            found += _joined((start, end, layer(look)) for start, end, look in stretches)
        return tuple(sorted(found))

    def shrink(self, stretches: Iterable[Stretch]) -> int:
        """The size in points that most of what is not underlined has, where that is a small one; else 0."""
        sizes: Counter[int] = Counter()
        for start, end, look in stretches:
            if self.line(look) is None:
                sizes[look.size] += end - start
        points = sizes.most_common(1)[0][0] // 2 if sizes else 0
        return max(_SMALLEST, points) if 0 < points <= _LARGEST else 0


def _joined(stretches: Iterable[tuple[int, int, CutStyle | None]]) -> Iterator[Cut]:
    last: Cut | None = None
    for start, end, style in stretches:
        if last is not None and style == last.style and start == last.end:
            last = last._replace(end=end)
            continue
        if last is not None:
            yield last
        last = Cut(start, end, style) if style is not None else None
    if last is not None:
        yield last
