"""Where the cards of a map go: tidy trees from left to right, packed, and drawn the same every time.

What a node supports or answers stands to its left. Each subtree keeps a strip of its own, so no two cards
overlap, whatever their sizes. Links beside the trees (second parents, circles) are drawn but place nothing;
trees that such links join are set near each other. What has no links stands in a grid below. Lengths are
scene units.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Final, NamedTuple

from counterpoint.core.packing import pack

COLUMN_GAP: Final = 64.0
ROW_GAP: Final = 16.0
GROUND_PAD: Final = 16.0
"""What a tree's ground is larger than its cards, on each side."""
PART_GAP: Final = 24.0
"""Between the grounds of two trees."""
_SHAPE: Final = 1.3
"""How much wider than high the whole should come out."""
_BREADTHS: Final = (1.0, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4, 1.6)
_PULLS: Final = 3
"""How often joined trees are drawn to one another."""


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
    """Every node's box and, in the order given, every edge's curve and whether it is `aside`: no branch of a
    tree, so that it may run behind cards. `grounds` lie beneath the trees, one each."""

    boxes: Mapping[str, Box]
    curves: tuple[Curve, ...]
    aside: tuple[bool, ...]
    grounds: tuple[Box, ...]
    size: Size


def arrange(sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]]) -> Layout:
    """Places nodes, in the order of `sizes`, joined by (source, target) edges. Edges of unknown nodes are an
    error (KeyError); circles and several edges between two nodes are not."""
    sources: dict[str, list[str]] = {node: [] for node in sizes}
    targets: dict[str, list[str]] = {node: [] for node in sizes}
    for source, target in edges:
        sources[target].append(source)
        targets[source].append(target)
    roots, children = _forest(list(sizes), sources, targets)
    parent = {child: node for node, several in children.items() for child in several}
    alone = [root for root in roots if not sources[root] and not targets[root]]
    trees = [_tree(root, children) for root in roots if sources[root] or targets[root]]
    boxes, grounds = _place_trees(_near(trees, edges), sizes)
    width = max((ground.right for ground in grounds), default=0.0)
    below = max((ground.bottom + PART_GAP for ground in grounds), default=0.0)
    _grid(boxes, {node: sizes[node] for node in alone}, below, width)
    ordered = {node: boxes[node] for node in sizes}
    curves = tuple(_curve(ordered[source], ordered[target]) for source, target in edges)
    aside = tuple(parent.get(source) != target for source, target in edges)
    return Layout(ordered, curves, aside, grounds, _extent([*ordered.values(), *grounds]))


def _forest(
    nodes: Sequence[str], sources: Mapping[str, list[str]], targets: Mapping[str, list[str]]
) -> tuple[list[str], dict[str, list[str]]]:
    """Roots and children: each node under one of its targets, the nearest to a root. In a circle that
    leads nowhere else the first node is the root."""
    children: dict[str, list[str]] = {node: [] for node in nodes}
    roots = [node for node in nodes if not targets[node]]
    placed = set(roots)
    ring = list(roots)
    candidates = iter(nodes)
    while True:
        while ring:
            following = []
            for node in ring:
                for child in sources[node]:
                    if child not in placed:
                        placed.add(child)
                        children[node].append(child)
                        following.append(child)
            ring = following
        root = next((node for node in candidates if node not in placed), None)
        if root is None:
            return roots, children
        roots.append(root)
        placed.add(root)
        ring = [root]


class _Tree(NamedTuple):
    """Its nodes, each after its parent and beside its siblings, how deep each stands, and who hangs there."""

    order: list[str]
    depth: dict[str, int]
    children: Mapping[str, list[str]]


def _tree(root: str, children: Mapping[str, list[str]]) -> _Tree:
    depth: dict[str, int] = {}
    order: list[str] = []
    todo = [(root, 0)]
    while todo:
        node, level = todo.pop()
        depth[node] = level
        order.append(node)
        todo.extend((child, level + 1) for child in reversed(children[node]))
    return _Tree(order, depth, children)


def _near(trees: Sequence[_Tree], edges: Sequence[tuple[str, str]]) -> list[_Tree]:
    """The trees in their order, the first at its place, but those joined by edges drawn to one another."""
    home = {node: number for number, tree in enumerate(trees) for node in tree.order}
    joined: dict[int, list[int]] = {}
    for source, target in edges:
        one, other = home.get(source), home.get(target)
        if one is not None and other is not None and one != other:
            joined.setdefault(one, []).append(other)
            joined.setdefault(other, []).append(one)
    joined.pop(0, None)
    place = [float(number) for number in range(len(trees))]
    for _ in range(_PULLS):
        pulled = list(place)
        for number, others in joined.items():
            mean = sum(place[other] for other in others) / len(others)
            pulled[number] = max((2 * number + place[number] + mean) / 4, 0.1)
        place = pulled
    return [trees[number] for number in sorted(range(len(trees)), key=place.__getitem__)]


def _place_tree(tree: _Tree, sizes: Mapping[str, Size]) -> dict[str, Box]:
    order, depth, children = tree
    widest: dict[int, float] = {}
    for node in order:
        widest[depth[node]] = max(widest.get(depth[node], 0.0), sizes[node].width)
    columns = [0.0]
    for level in range(len(widest) - 1):
        columns.append(columns[-1] + widest[level] + COLUMN_GAP)
    tops, shifts = _heights(tree, sizes)
    down = {order[0]: 0.0}
    for node in order:
        for child in children[node]:
            down[child] = down[node] + shifts[child]
    highest = min(tops[node] + down[node] for node in order)
    return {
        node: Box(columns[depth[node]], tops[node] + down[node] - highest, *sizes[node]) for node in order
    }


def _heights(tree: _Tree, sizes: Mapping[str, Size]) -> tuple[dict[str, float], dict[str, float]]:
    """Each node's top in the frame of its own subtree, whose frame is that of its first child, and how far
    that frame lies below the parent's. Siblings come as near as their outlines, column by column, let them.
    """
    tops: dict[str, float] = {}
    shifts: dict[str, float] = {}
    outlines: dict[str, list[tuple[float, float]]] = {}  # of a subtree, top and bottom, the deepest first
    for node in reversed(tree.order):
        height = sizes[node].height
        several = tree.children[node]
        outline: list[tuple[float, float]] = []
        for child in several:
            beside = outlines.pop(child)
            shifts[child] = _clear(outline, beside)
            outline = _joined(outline, beside, shifts[child])
        tops[node] = 0.0
        if several:
            first, last = several[0], several[-1]
            upper = tops[first] + sizes[first].height / 2
            lower = tops[last] + shifts[last] + sizes[last].height / 2
            tops[node] = (upper + lower - height) / 2
        outline.append((tops[node], tops[node] + height))
        outlines[node] = outline
    return tops, shifts


def _clear(above: Sequence[tuple[float, float]], below: Sequence[tuple[float, float]]) -> float:
    """How far one subtree must go down to be clear of what stands above it."""
    pairs = zip(reversed(above), reversed(below), strict=False)
    return max((bottom + ROW_GAP - top for (_, bottom), (top, _) in pairs), default=0.0)


def _joined(
    above: list[tuple[float, float]], below: list[tuple[float, float]], shift: float
) -> list[tuple[float, float]]:
    """The outline of both, `below` moved down by `shift`; takes `above`, or `below` where that is all."""
    if not above:
        return below
    moved = [(top + shift, bottom + shift) for top, bottom in below]
    deeper = len(moved) - len(above)
    if deeper > 0:
        above[:0] = moved[:deeper]
        del moved[:deeper]
    start = len(above) - len(moved)
    for number, (_, bottom) in enumerate(moved, start):
        above[number] = (above[number][0], bottom)
    return above


def _place_trees(trees: Sequence[_Tree], sizes: Mapping[str, Size]) -> tuple[dict[str, Box], tuple[Box, ...]]:
    """The trees' cards and grounds, packed."""
    placed = [_place_tree(tree, sizes) for tree in trees]
    grounds = []
    for tree in placed:
        width, height = _extent(tree.values())
        grounds.append(Size(width + 2 * GROUND_PAD, height + 2 * GROUND_PAD))
    corners = _best_packed(grounds)
    boxes = {
        node: box._replace(x=box.x + corner[0] + GROUND_PAD, y=box.y + corner[1] + GROUND_PAD)
        for tree, corner in zip(placed, corners, strict=True)
        for node, box in tree.items()
    }
    return boxes, tuple(Box(*corner, *size) for corner, size in zip(corners, grounds, strict=True))


def _best_packed(grounds: Sequence[Size]) -> list[tuple[float, float]]:
    """The corners from the breadth, of a few about the pleasing one, that wastes least."""
    if not grounds:
        return []
    fair = _breadth(grounds, PART_GAP)
    tried = []
    for number, share in enumerate(_BREADTHS):
        corners = pack(grounds, fair * share, PART_GAP)
        placed = [Box(*corner, *size) for corner, size in zip(corners, grounds, strict=True)]
        width, height = _extent(placed)
        off = max(width / (_SHAPE * height), _SHAPE * height / width)
        tried.append((width * height * off**0.25, number, corners))
    return min(tried)[2]


def _grid(boxes: dict[str, Box], sizes: Mapping[str, Size], top: float, width: float) -> None:
    """Sets what stands alone side by side below the trees, shelf under shelf."""
    breadth = max(width, _breadth(list(sizes.values()), ROW_GAP))
    x = tallest = 0.0
    for node, size in sizes.items():
        if x and x + size.width > breadth:
            x, top, tallest = 0.0, top + tallest + ROW_GAP, 0.0
        boxes[node] = Box(x, top, *size)
        x += size.width + ROW_GAP
        tallest = max(tallest, size.height)


def _breadth(sizes: Sequence[Size], gap: float) -> float:
    """How wide all may be: as wide as the widest, or so that the whole comes out in a pleasing shape."""
    area = sum((size.width + gap) * (size.height + gap) for size in sizes)
    return max([sqrt(area * _SHAPE), *(size.width for size in sizes)])


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
