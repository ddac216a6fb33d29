"""The look of Qt's own widgets, written once from the named colours.

A widget says what it is by the dynamic property `role`: on buttons `primary`, `flat`, `chip`, `segment`,
`quiet` (text alone, as in the status bar), `icon`; on labels `soft`, `heading` (small capitals), `key` (a key
cap), `badge` (a hole); on frames `floating`, `bar` and `line` (a hairline). Plain widgets need nothing.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from counterpoint.resources import resource
from counterpoint.ui.tokens import RADIUS, SMALL_PIXELS, mix

if TYPE_CHECKING:
    from counterpoint.ui.theme import Theme


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Sets a dynamic property that the style sheet looks at, and draws the widget anew if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def stylesheet(theme: "Theme") -> str:
    """The application's style sheet in the colours of `theme`."""
    return "".join(part(theme) for part in _PARTS)


def _grounds(t: "Theme") -> str:
    handle = mix(t.soft, t.panel, 0.45)
    return f"""
QMainWindow, QDialog {{ background: {t.panel}; }}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QFrame[role="line"] {{ background: {t.line}; border: none; }}
QFrame[role="floating"] {{ background: {t.paper}; border: 1px solid {t.line};
    border-radius: {RADIUS + 2}px; }}
QFrame[role="bar"] {{ background: {t.bar}; border: none; border-radius: {RADIUS}px; }}
QToolTip {{ background: {t.bar}; color: {t.bar_ink}; border: 1px solid {t.bar}; padding: 4px 8px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.soft}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {t.claim}; border-radius: 2px; }}
"""


def _buttons(t: "Theme") -> str:
    hover = mix(t.ink, t.paper, 0.05)
    on_accent = t.paper
    faint = mix(t.soft, t.panel, 0.7)
    return f"""
QPushButton {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
    padding: 5px 12px; min-height: 19px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {t.selection}; }}
QPushButton:focus {{ border: 1px solid {t.claim}; }}
QPushButton:disabled {{ color: {faint}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="primary"], QDialogButtonBox QPushButton:default {{ background: {t.claim};
    color: {on_accent}; border-color: {t.claim}; }}
QPushButton[role="primary"]:hover {{ background: {mix(t.claim, t.ink, 0.85)}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {t.ink}; padding: 4px 11px; }}
QPushButton[role="primary"]:disabled {{ background: {t.line}; color: {t.soft}; border-color: {t.line}; }}
QPushButton[role="danger"] {{ color: {t.danger}; }}
"""


def _special_buttons(t: "Theme") -> str:
    hover = mix(t.ink, t.panel, 0.06)
    return f"""
QPushButton[role="flat"] {{ background: transparent; border: 1px solid transparent; color: {t.soft};
    text-align: left; padding: 4px 8px; }}
QPushButton[role="flat"]:hover, QPushButton[role="icon"]:hover {{ background: {hover}; color: {t.ink}; }}
QPushButton[role="flat"]:focus, QPushButton[role="icon"]:focus {{ border: 1px solid {t.claim}; }}
QPushButton[role="icon"] {{ background: transparent; border: 1px solid transparent; color: {t.soft};
    padding: 2px; min-width: 20px; min-height: 20px; }}
QPushButton[role="quiet"] {{ background: transparent; border: 1px solid transparent; border-radius: 4px;
    color: {t.soft}; font-size: 12px; padding: 0 4px; min-height: 18px; }}
QPushButton[role="quiet"]:hover {{ text-decoration: underline; }}
QPushButton[role="quiet"]:focus {{ border: 1px solid {t.claim}; }}
QPushButton[role="quiet"][tone="warning"] {{ color: {t.warning}; }}
QPushButton[role="quiet"][tone="danger"] {{ color: {t.danger}; font-weight: bold; }}
QPushButton[role="search"] {{ text-align: left; color: {t.soft}; padding: 5px 10px; }}
QPushButton[role="search"]:hover {{ background: {t.paper}; border-color: {t.soft}; }}
QPushButton[role="search"]:focus {{ border-color: {t.claim}; }}
QPushButton[role="chip"] {{ background: transparent; color: {t.soft}; border-radius: 11px; padding: 2px 10px;
    min-height: 16px; font-size: 12px; }}
QPushButton[role="chip"]:hover {{ color: {t.ink}; }}
QPushButton[role="chip"]:checked {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.ink}; }}
QPushButton[role="chip"]:focus {{ border: 1px solid {t.claim}; }}
QPushButton[role="segment"] {{ background: {t.paper}; color: {t.soft}; border: 1px solid {t.line};
    border-radius: 0; padding: 5px 14px; }}
QPushButton[role="segment"]:hover {{ color: {t.ink}; }}
QPushButton[role="segment"]:checked {{ background: {t.selection}; color: {t.ink}; font-weight: bold; }}
QPushButton[role="segment"]:focus {{ border: 1px solid {t.claim}; }}
QPushButton[role="segment"][place="first"] {{ border-top-left-radius: {RADIUS}px;
    border-bottom-left-radius: {RADIUS}px; }}
QPushButton[role="segment"][place="last"] {{ border-top-right-radius: {RADIUS}px;
    border-bottom-right-radius: {RADIUS}px; border-left-width: 0; }}
QPushButton[role="segment"][place="middle"] {{ border-left-width: 0; }}
QPushButton[role="segment"][place="last"]:focus, QPushButton[role="segment"][place="middle"]:focus {{
    border-left-width: 1px; }}
"""


def _fields(t: "Theme") -> str:
    arrow = _icon("down-dark" if t.dark else "down-light")
    return f"""
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {{ background: {t.paper}; color: {t.ink};
    border: 1px solid {t.line}; border-radius: {RADIUS}px; padding: 4px 8px;
    selection-background-color: {t.claim}; selection-color: {t.paper}; }}
QLineEdit, QComboBox, QSpinBox, QDateEdit {{ min-height: 20px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
    border: 1px solid {t.claim}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {t.soft}; background: {t.panel}; }}
QLineEdit[role="palette"] {{ background: transparent; border: none; padding: 0; font-size: 16px;
    min-height: 26px; }}
QLineEdit[role="filter"] {{ background: transparent; }}
QLineEdit[role="filter"]:focus {{ background: {t.paper}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {t.soft}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:disabled {{ background: transparent;
    border: none; padding: 0; min-height: 0; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {t.paper}; border: 1px solid {t.line}; }}
QGroupBox {{ border: none; margin-top: 20px; font-weight: bold; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; color: {t.soft}; }}
"""


def _lists(t: "Theme") -> str:
    return f"""
QListView, QTreeView, QTableView {{ border: none; background: transparent; outline: 0;
    selection-background-color: {t.selection}; selection-color: {t.ink}; }}
QHeaderView::section {{ background: {t.panel}; color: {t.soft}; border: none;
    border-bottom: 1px solid {t.line}; padding: 4px 8px; }}
QScrollArea {{ background: transparent; border: none; }}
"""


def _labels(t: "Theme") -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="soft"] {{ color: {t.soft}; }}
QLabel[role="small"] {{ color: {t.soft}; font-size: 12px; }}
QLabel[role="dot"] {{ min-width: 8px; max-width: 8px; min-height: 8px; max-height: 8px; border-radius: 4px; }}
QLabel[role="dot"][tone="good"] {{ background: {t.good}; }}
QLabel[role="dot"][tone="warning"] {{ background: {t.warning}; }}
QLabel[role="dot"][tone="danger"] {{ background: {t.danger}; }}
QLabel[role="heading"] {{ color: {t.soft}; font-size: {SMALL_PIXELS}px; font-weight: bold; }}
QLabel[role="error"] {{ color: {t.danger}; }}
QLabel[role="title"] {{ font-size: 18px; font-weight: bold; }}
QLabel[role="key"] {{ color: {t.soft}; background: {t.paper}; border: 1px solid {t.line}; border-radius: 4px;
    font-size: {SMALL_PIXELS}px; padding: 0 5px; }}
QLabel[role="badge"] {{ color: {t.warning}; border: 1px solid {t.warning}; border-radius: 9px;
    font-size: {SMALL_PIXELS}px; padding: 0 7px; }}
"""


def _menus(t: "Theme") -> str:
    return f"""
QMenuBar {{ background: {t.panel}; color: {t.ink}; }}
QMenuBar::item {{ background: transparent; padding: 4px 8px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {t.selection}; }}
QMenu {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 28px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.selection}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {mix(t.soft, t.paper, 0.7)}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QMenu::indicator {{ width: 14px; height: 14px; left: 8px; }}
QMenu::indicator:checked {{ image: url("{_icon("tick-white" if t.dark else "tick-black")}"); }}
"""


def _boxes(t: "Theme") -> str:
    return f"""
QCheckBox, QRadioButton {{ spacing: 8px; }}
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QAbstractItemView::indicator {{
    width: 14px; height: 14px; border: 1px solid {t.soft}; background: {t.paper}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {t.claim}; border-color: {t.claim};
    image: url("{_icon("tick-black" if t.dark else "tick-white")}"); }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {t.claim};
    background: {t.paper}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {t.ink}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {t.claim}; }}
"""


def _icon(name: str) -> str:
    return resource(f"icons/{name}.svg").as_posix()


_PARTS: Final = (_grounds, _buttons, _special_buttons, _fields, _lists, _labels, _menus, _boxes)
