"""Rectangles side by side and one under another, in their order and with little waste."""

from collections.abc import Iterable, Sequence


def pack(sizes: Sequence[tuple[float, float]], breadth: float, gap: float) -> list[tuple[float, float]]:
    """Left upper corners for rectangles, each as high up and then as far left as there is room, within
    `breadth` where it is not itself wider, and `gap` apart."""
    skyline = [(0.0, max([breadth, *(width for width, _ in sizes)]) + gap, 0.0)]
    corners = []
    for width, height in sizes:
        wide, high = width + gap, height + gap
        y, x = min(_ledges(skyline, wide))
        corners.append((x, y))
        cut = [(left, min(right, x), top) for left, right, top in skyline if left < x]
        cut.append((x, x + wide, y + high))
        cut += [(max(left, x + wide), right, top) for left, right, top in skyline if right > x + wide]
        skyline = cut
    return corners


def _ledges(skyline: Sequence[tuple[float, float, float]], wide: float) -> Iterable[tuple[float, float]]:
    """Every (y, x) where something `wide` may lie, at the left end of a stretch of the skyline."""
    edge = skyline[-1][1]
    for number, (x, _, _) in enumerate(skyline):
        if x + wide <= edge + 0.01:
            under = [top for left, _, top in skyline[number:] if left < x + wide - 0.01]
            yield max(under), x
