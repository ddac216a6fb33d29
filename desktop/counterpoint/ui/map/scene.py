"""A map as a scene: cards where the layout puts them, and links between."""

from typing import Final

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QGraphicsScene

from counterpoint.core.layout import arrange
from counterpoint.ui.map.graph import Graph
from counterpoint.ui.map.items import CardItem, ThreadItem
from counterpoint.ui.theme import Theme

MARGIN: Final = 32.0


class MapScene(QGraphicsScene):
    """Draws one graph. `cards` holds the items by id, in reading order."""

    def __init__(self, graph: Graph, font: QFont, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.font_of_cards = font
        self.cards: dict[str, CardItem] = {card.id: CardItem(card, font, theme) for card in graph.cards}
        sizes = {node: item.size for node, item in self.cards.items()}
        found = arrange(sizes, [(thread.source, thread.target) for thread in graph.threads])
        for node, item in self.cards.items():
            box = found.boxes[node]
            item.setPos(box.x, box.y)
            self.addItem(item)
        for thread, curve in zip(graph.threads, found.curves, strict=True):
            self.addItem(ThreadItem(thread.relation, curve, font, theme))
        self.setBackgroundBrush(QColor(theme.paper))
        area = self.itemsBoundingRect() if self.cards else QRectF(0, 0, 1, 1)
        self.setSceneRect(area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))

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
