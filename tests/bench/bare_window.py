"""The least that a window with a text can be: prints the seconds from its launch to its first paint."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit


class Watch(QObject):
    """Notes when the first paint is over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        print(time.time() - float(sys.argv[1]))
        QApplication.quit()


app = QApplication(sys.argv[:1])
window = QMainWindow()
text = QTextEdit()
window.setCentralWidget(text)
window.resize(1280, 800)
watch = Watch()
text.viewport().installEventFilter(watch)
window.show()
sys.exit(app.exec())
