"""A map as a scene: cards where the layout puts them, and links between."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QGraphicsScene

from counterpoint.core.layout import Curve, arrange
from counterpoint.ui.map.graph import Card, Graph, Thread
from counterpoint.ui.map.items import CardItem, GroundItem, ThreadItem
from counterpoint.ui.theme import Theme

MARGIN: Final = 24.0


class MapScene(QGraphicsScene):
    """Draws one graph. `cards` holds the items by id, in reading order. The links of the card selected, and
    of the one hovered over, come forward and the others go back."""

    def __init__(self, graph: Graph, font: QFont, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.font_of_cards = font
        self._hovered = ""
        self.cards: dict[str, CardItem] = {
            card.id: CardItem(card, font, theme, self.hover) for card in graph.cards
        }
        self.threads: list[ThreadItem] = []
        self._place(graph)
        self.setBackgroundBrush(QColor(theme.paper))
        area = self.itemsBoundingRect() if self.cards else QRectF(0, 0, 1, 1)
        self.setSceneRect(area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        self.selectionChanged.connect(self._emphasise)

    def _place(self, graph: Graph) -> None:
        sizes = {node: item.size for node, item in self.cards.items()}
        cards = {card.id: card for card in graph.cards}
        turned = [_turned(thread, cards) for thread in graph.threads]
        edges = [(thread.source, thread.target) for thread in graph.threads]
        found = arrange(
            sizes, [edge[::-1] if other else edge for edge, other in zip(edges, turned, strict=True)]
        )
        for ground in found.grounds:
            self.addItem(GroundItem(ground, self.theme))
        for node, item in self.cards.items():
            item.setPos(found.boxes[node].x, found.boxes[node].y)
            self.addItem(item)
        for thread, curve, aside, other in zip(graph.threads, found.curves, found.aside, turned, strict=True):
            line = ThreadItem(thread, Curve(*curve[::-1]) if other else curve, aside, self.theme)
            self.threads.append(line)
            self.addItem(line)

    def hover(self, node_id: str) -> None:
        """Brings the links of a card forward; none for an empty id."""
        self._hovered = node_id
        self._emphasise()

    def _emphasise(self) -> None:
        chosen = self.chosen()
        nodes = {each for each in (self._hovered, chosen.card.id if chosen else "") if each}
        for thread in self.threads:
            thread.emphasise(nodes)

    def chosen(self) -> CardItem | None:
        """The card that is selected."""
        return next((item for item in self.selectedItems() if isinstance(item, CardItem)), None)

    def choose(self, node_id: str) -> CardItem | None:
        """Selects a card alone; none for an unknown id."""
        self.clearSelection()
        item = self.cards.get(node_id)
        if item is not None:
            item.setSelected(True)
        return item

    def beside(self, item: CardItem, across: int, down: int) -> CardItem | None:
        """The nearest card in a direction (-1, 0 or 1 each way), straight ones before slanting ones."""
        here = item.sceneBoundingRect().center()
        best: tuple[float, int, CardItem] | None = None
        for number, other in enumerate(self.cards.values()):
            step = other.sceneBoundingRect().center() - here
            ahead = step.x() * across + step.y() * down
            aside = abs(step.x() * down) + abs(step.y() * across)
            if other is not item and ahead > 1 and ahead * 3 > aside:
                rank = (ahead + 2 * aside, number, other)
                best = min(best, rank) if best else rank
        return best[2] if best else None


def _turned(thread: Thread, cards: Mapping[str, Card]) -> bool:
    """Whether the target is hung under the source: a card of the essay never hangs under a guest."""
    return cards[thread.target].guest and not cards[thread.source].guest
