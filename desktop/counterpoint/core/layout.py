"""Where the cards of a map go: a tidy forest from left to right, drawn the same every time.

What a node supports or answers stands to its left. Each subtree keeps a strip of its own, so no two cards
overlap, whatever their sizes. Links beside the forest (second parents, circles) are drawn but place nothing.
Connected parts are packed on shelves; what has no links stands in a grid below. Lengths are scene units.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Final, NamedTuple

COLUMN_GAP: Final = 64.0
ROW_GAP: Final = 16.0
PART_GAP: Final = 48.0
_SHAPE: Final = 1.6
"""How much wider than high the whole should come out."""


class Size(NamedTuple):
    width: float
    height: float


class Box(NamedTuple):
    """A card's place: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


class Point(NamedTuple):
    x: float
    y: float


class Curve(NamedTuple):
    """A cubic from the source's side to the target's, with its two control points."""

    start: Point
    lead: Point
    follow: Point
    end: Point

    @property
    def middle(self) -> Point:
        """The point half-way along."""
        pairs = zip(*self, strict=True)
        x, y = ((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in pairs)
        return Point(x, y)


class Layout(NamedTuple):
    """Every node's box and, in the order given, every edge's curve."""

    boxes: Mapping[str, Box]
    curves: tuple[Curve, ...]
    size: Size


def arrange(sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]]) -> Layout:
    """Places nodes, in the order of `sizes`, joined by (source, target) edges. Edges of unknown nodes are an
    error (KeyError); circles and several edges between two nodes are not."""
    sources: dict[str, list[str]] = {node: [] for node in sizes}
    targets: dict[str, list[str]] = {node: [] for node in sizes}
    for source, target in edges:
        sources[target].append(source)
        targets[source].append(target)
    parts = _parts(sizes, sources, targets)
    linked = [_place_part(part, sizes, sources, targets) for part in parts if len(part) > 1]
    single = [{part[0]: Box(0, 0, *sizes[part[0]])} for part in parts if len(part) == 1]
    boxes: dict[str, Box] = {}
    bottom = _shelve(boxes, linked, 0.0, PART_GAP, _breadth(linked))
    width = max((box.right for box in boxes.values()), default=0.0)
    _shelve(boxes, single, bottom, ROW_GAP, max(width, _breadth(single)))
    ordered = {node: boxes[node] for node in sizes}
    curves = tuple(_curve(ordered[source], ordered[target]) for source, target in edges)
    return Layout(ordered, curves, _extent(ordered.values()))


def _parts(
    order: Iterable[str], sources: Mapping[str, list[str]], targets: Mapping[str, list[str]]
) -> list[list[str]]:
    """The connected parts, each in the order of the nodes."""
    part_of: dict[str, int] = {}
    parts: list[list[str]] = []
    for node in order:
        if node not in part_of:
            part_of[node] = len(parts)
            todo = [node]
            while todo:
                here = todo.pop()
                for near in (*sources[here], *targets[here]):
                    if near not in part_of:
                        part_of[near] = len(parts)
                        todo.append(near)
            parts.append([])
        parts[part_of[node]].append(node)
    return parts


def _forest(
    part: Sequence[str], sources: Mapping[str, list[str]], targets: Mapping[str, list[str]]
) -> tuple[list[str], dict[str, list[str]]]:
    """Roots and children: each node under one of its targets, the nearest to a root. In a circle that
    leads nowhere else the first node is the root."""
    children: dict[str, list[str]] = {node: [] for node in part}
    roots: list[str] = []
    placed: set[str] = set()
    for candidate in [*(node for node in part if not targets[node]), *part]:
        if candidate in placed:
            continue
        roots.append(candidate)
        placed.add(candidate)
        ring = [candidate]
        while ring:
            following = []
            for node in ring:
                for child in sources[node]:
                    if child not in placed:
                        placed.add(child)
                        children[node].append(child)
                        following.append(child)
            ring = following
    return roots, children


def _place_part(
    part: Sequence[str],
    sizes: Mapping[str, Size],
    sources: Mapping[str, list[str]],
    targets: Mapping[str, list[str]],
) -> dict[str, Box]:
    roots, children = _forest(part, sources, targets)
    depth: dict[str, int] = {}
    order: list[str] = []
    todo = [(root, 0) for root in reversed(roots)]
    while todo:
        node, level = todo.pop()
        depth[node] = level
        order.append(node)
        todo.extend((child, level + 1) for child in reversed(children[node]))
    strip: dict[str, float] = {}
    for node in reversed(order):
        strip[node] = max(sizes[node].height, _stack([strip[child] for child in children[node]]))
    columns = [0.0]
    for level in range(max(depth.values())):
        widest = max(sizes[node].width for node in part if depth[node] == level)
        columns.append(columns[-1] + widest + COLUMN_GAP)
    boxes: dict[str, Box] = {}
    tops: dict[str, float] = {}
    below = 0.0
    for node in order:
        if depth[node] == 0:
            tops[node], below = below, below + strip[node] + ROW_GAP
        width, height = sizes[node]
        boxes[node] = Box(columns[depth[node]], tops[node] + (strip[node] - height) / 2, width, height)
        top = tops[node] + (strip[node] - _stack([strip[child] for child in children[node]])) / 2
        for child in children[node]:
            tops[child], top = top, top + strip[child] + ROW_GAP
    return boxes


def _stack(heights: Sequence[float]) -> float:
    return sum(heights) + ROW_GAP * (len(heights) - 1) if heights else 0.0


def _breadth(parts: Sequence[Mapping[str, Box]]) -> float:
    """How wide a shelf may be: as wide as the widest part, or so that all come out in a pleasing shape."""
    extents = [_extent(part.values()) for part in parts]
    area = sum((size.width + PART_GAP) * (size.height + PART_GAP) for size in extents)
    return max([sqrt(area * _SHAPE), *(size.width for size in extents)])


def _shelve(
    boxes: dict[str, Box], parts: Sequence[Mapping[str, Box]], top: float, gap: float, breadth: float
) -> float:
    """Sets the parts side by side, shelf under shelf; gives where the next thing may begin."""
    x = tallest = 0.0
    for part in parts:
        size = _extent(part.values())
        if x and x + size.width > breadth:
            x, top, tallest = 0.0, top + tallest + gap, 0.0
        for node, box in part.items():
            boxes[node] = box._replace(x=box.x + x, y=box.y + top)
        x += size.width + gap
        tallest = max(tallest, size.height)
    return top + tallest + PART_GAP if parts else top


def _extent(boxes: Iterable[Box]) -> Size:
    several = list(boxes)
    right = max((box.right for box in several), default=0.0)
    return Size(right, max((box.bottom for box in several), default=0.0))


def _curve(source: Box, target: Box) -> Curve:
    """From side to facing side; between cards of one column, out to the right and back."""
    if source.x >= target.right:
        start, end, out = Point(source.x, source.middle), Point(target.right, target.middle), -1.0
        back = 1.0
    elif target.x >= source.right:
        start, end, out = Point(source.right, source.middle), Point(target.x, target.middle), 1.0
        back = -1.0
    else:
        start, end = Point(source.right, source.middle), Point(target.right, target.middle)
        out = back = 1.0
    reach = max(abs(start.x - end.x) / 2, COLUMN_GAP / 2)
    return Curve(start, Point(start.x + out * reach, start.y), Point(end.x + back * reach, end.y), end)
