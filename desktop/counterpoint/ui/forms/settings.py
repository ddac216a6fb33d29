"""The user's preferences."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label, serif
from counterpoint.ui.forms.views import SCHEMES, SettingsView

READING: Final = (12, 36)
"""The smallest and the largest reading size, in pixels."""
SPEED: Final = (50, 600)
"""The slowest and the fastest reading aloud, in words per minute."""
INNER: Final = """
QSpinBox::up-button, QSpinBox::down-button { width: 0; height: 0; border: none; }
QLineEdit { border: none; padding: 0; background: transparent; min-height: 0; }
"""
"""A spin box whose steps are the buttons beside it, and whose line has no second frame."""
SAMPLE: Final = "A text is read here as large as this."


class SettingsForm(QDialog):
    """Preferences to change. `changed(SettingsView)` at each change, so that the window can follow at once;
    on Cancel it is emitted once more with what was before. `value()` is what stands."""

    changed = Signal(object)

    def __init__(self, settings: SettingsView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setMinimumWidth(440)
        self._before = settings
        self.scheme = QComboBox()
        for value, text in SCHEMES:
            self.scheme.addItem(text, value)
        self.scheme.setCurrentIndex(self.scheme.findData(settings.scheme))
        self.size_field = _number(READING, settings.reading_size, " px")
        self.speed = _number(SPEED, settings.words_per_minute, " words a minute")
        self.speed.setSingleStep(10)
        self.keep_files = QCheckBox("&Keep the files themselves in the library, too")
        self.keep_files.setChecked(settings.keep_files)
        self.sample = Label(SAMPLE)
        self._lay_out()
        self._show_sample()
        self.scheme.currentIndexChanged.connect(self._tell)
        self.size_field.valueChanged.connect(self._show_sample)
        self.size_field.valueChanged.connect(self._tell)
        self.speed.valueChanged.connect(self._tell)
        self.keep_files.toggled.connect(self._tell)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = (
            ("&Theme", self.scheme),
            ("Reading si&ze", self.size_field),
            ("Reading &aloud", self.speed),
        )
        for row, (text, field) in enumerate(rows):
            caption = Label(text, "soft")
            caption.setWordWrap(False)
            caption.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            grid.addWidget(caption, row, 0)
            if isinstance(field, QSpinBox):
                grid.addLayout(_stepped(field), row, 1)
            else:
                grid.addWidget(field, row, 1)
        caption = Label("Added essays", "soft")
        caption.setWordWrap(False)
        grid.addWidget(caption, len(rows), 0)
        grid.addWidget(self.keep_files, len(rows), 1)
        layout.addLayout(grid)
        self.sample.setMinimumHeight(96)
        layout.addWidget(self.sample)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        done = KeyButton("&Done", role="primary")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        row_of_buttons.addWidget(cancel)
        row_of_buttons.addWidget(done)
        layout.addLayout(row_of_buttons)

    def value(self) -> SettingsView:
        """The preferences as they stand in the form."""
        return SettingsView(
            self.scheme.currentData(),
            self.size_field.value(),
            self.speed.value(),
            self.keep_files.isChecked(),
        )

    def _tell(self) -> None:
        self.changed.emit(self.value())

    def _show_sample(self) -> None:
        self.sample.setFont(serif(self.size_field.value()))

    def reject(self) -> None:
        if self.value() != self._before:
            self.changed.emit(self._before)
        super().reject()


def _number(span: tuple[int, int], value: int, unit: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(*span)
    field.setValue(value)
    field.setSuffix(unit)
    field.setStyleSheet(INNER)
    line = field.findChild(QLineEdit)
    if isinstance(line, QLineEdit):
        line.setTextMargins(6, 0, 0, 0)
    return field


def _stepped(field: QSpinBox) -> QHBoxLayout:
    """The field with a button either side of it for those who use the mouse; keys step it as well."""
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(field, 1)
    for text, name, step in (("−", "Less", field.stepDown), ("+", "More", field.stepUp)):
        button = KeyButton(text)
        button.setAccessibleName(f"{name}: {field.accessibleName()}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.clicked.connect(step)
        row.addWidget(button)
    return row
