"""The Map: claims, evidence and answers as cards, to look over, move about in and jump from."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from counterpoint.ui.map.export import export_png, export_svg
from counterpoint.ui.map.graph import Chapter, Graph, graph_of
from counterpoint.ui.map.items import CardItem
from counterpoint.ui.map.legend import LegendStrip
from counterpoint.ui.map.scene import MapScene
from counterpoint.ui.theme import LIGHT, Theme

EMPTY: Final = "Nothing to map yet. In Read, press 1 to tag a claim and A to answer it: both will stand here."
STEP: Final = 1.2
SMALLEST: Final = 0.05
LARGEST: Final = 4.0
_READABLE: Final = 0.75
"""A map too large for the window opens no smaller than this, at its beginning."""

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapView(QGraphicsView):
    """Shows the map of an essay or a topic.

    Drag or two fingers move it; the wheel, + and - zoom, 0 or a double click beside the cards shows all;
    arrows go from card to card, Enter or a click jumps: `activated` says essay, `passage` or
    `counterargument`, and id.
    """

    activated = Signal(str, str, str)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._graph = Graph()
        self._scene = MapScene(self._graph, self._font(), theme, self)
        self._pressed: QPoint | None = None
        self._fitted = False
        self._legend = LegendStrip(theme, self)
        self._legend.hide()
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setAccessibleName("Map of the argument")

    # What is on show

    def show_map(self, chapters: Sequence[Chapter], hidden: Collection[str] = ()) -> None:
        """Draws one essay, or several of a topic, without the annotators in `hidden`. The same essays drawn
        again keep their place and the card selected."""
        graph = graph_of(chapters, hidden)
        if graph == self._graph:
            return
        chosen = self.selected
        same = bool({card.essay_id for card in graph.cards} & {card.essay_id for card in self._graph.cards})
        self._graph = graph
        self._draw()
        if chosen:
            self._scene.choose(chosen)
        if not same:
            self._fitted = False
            self._settle()

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self._theme = theme
        self._draw()

    @property
    def selected(self) -> str:
        """The id of the selected card; empty where none is."""
        item = self._scene.chosen()
        return item.card.id if item else ""

    def select(self, node_id: str) -> None:
        """Selects a card and brings it into view, without a signal."""
        item = self._scene.choose(node_id)
        if item is not None:
            self.ensureVisible(item, 40, 40)
            self._announce(item)

    def export_svg(self, path: Path, title: str = "Argument map") -> None:
        """Writes the map as SVG; raises BadInput where it cannot."""
        export_svg(self._scene, path, title)

    def export_png(self, path: Path, scale: float = 2.0) -> None:
        """Writes the map as PNG, `scale` pixels a unit; raises BadInput where it cannot."""
        export_png(self._scene, path, scale)

    # Zoom

    def zoom(self, factor: float) -> None:
        """Larger or smaller by a factor, within sense."""
        now = self.transform().m11()
        wanted = min(max(now * factor, SMALLEST), LARGEST)
        self.scale(wanted / now, wanted / now)

    def fit(self) -> None:
        """Shows all of it, never larger than life."""
        area = self._scene.sceneRect()
        room = self.maximumViewportSize()
        factor = min(room.width() / area.width(), room.height() / area.height(), 1.0)
        self.resetTransform()
        self.scale(max(factor, SMALLEST), max(factor, SMALLEST))
        self.centerOn(area.center())

    def _settle(self) -> None:
        """The first look: all of it where that can be read, else its beginning."""
        if self._fitted or not self.isVisible():
            return
        self._fitted = True
        self.fit()
        if self.transform().m11() < _READABLE:
            self.resetTransform()
            self.scale(_READABLE, _READABLE)
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().minimum())
            self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    # Events

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not _by_fingers(event):
            self.zoom(STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        chosen = self._scene.chosen()
        if key in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self._jump(chosen)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if isinstance(self.itemAt(event.position().toPoint()), CardItem):
            super().mouseDoubleClickEvent(event)
        else:
            self.fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        here = event.position().toPoint()
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        item = self.itemAt(here)
        if isinstance(item, CardItem) and (here - pressed).manhattanLength() < 4:
            self._scene.choose(item.card.id)
            self._jump(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_legend()
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._draw()

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        if self._graph.cards:
            return
        painter.save()
        painter.resetTransform()
        room = QRectF(self.viewport().rect())
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.soft))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(40, 0, -40, -room.height() * 0.1), int(flags), EMPTY)
        painter.restore()

    # Inside

    def _font(self) -> QFont:
        font = QFont(self.font())
        if font.pixelSize() < 0:
            font.setPixelSize(max(self.fontInfo().pixelSize(), 8))
        return font

    def _draw(self) -> None:
        chosen = self.selected
        old = self._scene
        self._scene = MapScene(self._graph, self._font(), self._theme, self)
        self.setScene(self._scene)
        old.deleteLater()
        if chosen:
            self._scene.choose(chosen)
        left_out = self._graph.left_out
        note = f"{left_out:,} passages without links are not drawn" if left_out else ""
        self._legend.show_with(self._theme, self._font(), note)
        self._lay_legend()

    def _lay_legend(self) -> None:
        """Keeps a strip for the legend free beneath the map."""
        shown = bool(self._graph.cards)
        self._legend.setVisible(shown)
        height = self._legend.height_in(self.width()) if shown else 0
        if self.viewportMargins().bottom() != height:
            self.setViewportMargins(0, 0, 0, height)
        bar = self.horizontalScrollBar()
        below = bar.height() if bar.isVisible() else 0
        self._legend.setGeometry(0, self.height() - height - below, self.width(), height)

    def _step(self, across: int, down: int) -> None:
        chosen = self._scene.chosen()
        if chosen is None:
            following = next(iter(self._scene.cards.values()), None)
        else:
            following = self._scene.beside(chosen, across, down)
        if following is not None:
            self.select(following.card.id)

    def _jump(self, item: CardItem) -> None:
        self.activated.emit(item.card.essay_id, item.card.type, item.card.id)

    def _announce(self, item: CardItem) -> None:
        """Items of a scene are nothing to a screen reader, so the view says what is selected."""
        card = item.card
        said = ", ".join([f"{card.kind}: {card.words}", *card.holes])
        self.setAccessibleDescription(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


def _by_fingers(event: QWheelEvent) -> bool:
    """Whether two fingers scroll, rather than a wheel."""
    touched = event.pointingDevice().type() == QInputDevice.DeviceType.TouchPad
    return touched or event.phase() != Qt.ScrollPhase.NoScrollPhase
