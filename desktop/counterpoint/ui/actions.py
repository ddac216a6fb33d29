"""The table of commands. Menus, shortcuts, the palette's actions and the shortcut sheet are made from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, Flag, auto
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QWidget

from counterpoint.ui.chrome.candidate import Candidate

Standard = QKeySequence.StandardKey
Role = QAction.MenuRole


class Needs(Flag):
    """What must be there before a command can do anything."""

    NOTHING = 0
    ESSAY = auto()
    SPAN_OR_SENTENCE = auto()
    PASSAGE = auto()
    CLAIM_OR_ANSWER = auto()
    MOVED_PASSAGE = auto()
    HISTORY = auto()
    FUTURE = auto()
    WRITABLE = auto()
    BRIEF = auto()
    CARD = auto()
    REVIEW = auto()
    DIFFERENCE = auto()


class Kind(Enum):
    """Whether a command is done, switched on and off, or chosen among those of its group."""

    DO = auto()
    SWITCH = auto()
    CHOICE = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the window can be asked to do.

    `keys` are portable sequences ("Ctrl+P") or Qt's standard keys; the first is the one shown. `reading`
    commands have keys that are also letters, and work only inside the widgets given to `give_reading_keys`.
    `reviewing` ones work only inside the Review view in the same way.
    `shape` names the sign drawn beside it: a kind of passage, or `answer`. A line is drawn in the menu above
    each `apart` command.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str | Standard, ...] = ()
    needs: Needs = Needs.NOTHING
    kind: Kind = Kind.DO
    reading: bool = False
    reviewing: bool = False
    shape: str = ""
    apart: bool = False
    role: Role = Role.NoRole

    @property
    def group(self) -> str:
        """The part of the id before its last dot: choices exclude each other within it."""
        return self.id.rpartition(".")[0]

    def sequences(self) -> list[QKeySequence]:
        """The keys as this platform has them, each once."""
        found: list[QKeySequence] = []
        for key in self.keys:
            found += QKeySequence.keyBindings(key) if isinstance(key, Standard) else [QKeySequence(key)]
        return [each for place, each in enumerate(found) if each not in found[:place]]

    def key_caps(self) -> tuple[str, ...]:
        """Each sequence as it is written on screen: `Ctrl Shift F`."""
        return tuple(cap(sequence) for sequence in self.sequences())


def cap(sequence: QKeySequence) -> str:
    """A sequence in this platform's words, without the plus signs between its keys."""
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return text[:-1].replace("+", " ") + text[-1:]


MENUS: Final = ("&File", "&Edit", "&Passage", "&Brief", "&Review", "&View", "&Library", "&Help")

_TAG: Final = Needs.ESSAY | Needs.SPAN_OR_SENTENCE | Needs.WRITABLE
_MINE: Final = Needs.ESSAY | Needs.PASSAGE | Needs.WRITABLE
_EDIT_ESSAY: Final = Needs.ESSAY | Needs.WRITABLE
_EDIT_BRIEF: Final = Needs.BRIEF | Needs.WRITABLE
_CUT: Final = Needs.CARD | Needs.WRITABLE
_RULE: Final = Needs.DIFFERENCE | Needs.WRITABLE

COMMANDS: Final[tuple[Command, ...]] = (
    Command("essay.import", "Add essays…", "&File", (Standard.Open,), Needs.WRITABLE),
    Command("essay.paste", "Add pasted text…", "&File", ("Ctrl+Shift+V",), Needs.WRITABLE),
    Command("essay.citation", "Citation…", "&File", (), _EDIT_ESSAY, apart=True),
    Command("essay.correct", "Correct the text…", "&File", ("Ctrl+Shift+E",), _EDIT_ESSAY),
    Command("essay.earlier", "Earlier texts…", "&File", (), Needs.ESSAY),
    Command("essay.export", "Export…", "&File", ("Ctrl+E",), Needs.ESSAY, apart=True),
    Command("brief.export.docx", "Export brief to Word…", "&File", (), Needs.BRIEF),
    Command("brief.export.pdf", "Export brief as PDF, US Letter…", "&File", (), Needs.BRIEF),
    Command("brief.export.a4", "Export brief as PDF, A4…", "&File", (), Needs.BRIEF),
    Command("brief.export.html", "Export brief as web page…", "&File", (), Needs.BRIEF),
    Command("brief.export.md", "Export brief as Markdown…", "&File", (), Needs.BRIEF),
    Command("brief.export.all", "Export every brief…", "&File", (), Needs.BRIEF),
    Command("map.export_svg", "Export map as SVG…", "&File", (), Needs.ESSAY),
    Command("map.export_png", "Export map as PNG…", "&File", (), Needs.ESSAY),
    Command("essay.remove", "Remove essay…", "&File", (), _EDIT_ESSAY, apart=True),
    Command("app.settings", "Settings…", "&File", ("Ctrl+,",), role=Role.PreferencesRole, apart=True),
    Command("app.quit", "Quit", "&File", (Standard.Quit, "Ctrl+Q"), role=Role.QuitRole),
    Command("edit.undo", "Undo", "&Edit", (Standard.Undo,), Needs.HISTORY | Needs.WRITABLE),
    Command("edit.redo", "Redo", "&Edit", ("Ctrl+Shift+Z", Standard.Redo), Needs.FUTURE | Needs.WRITABLE),
    Command("find.essay", "Find in essay…", "&Edit", (Standard.Find,), Needs.ESSAY, apart=True),
    Command("find.library", "Search library…", "&Edit", ("Ctrl+Shift+F",)),
    Command("palette.open", "Go to or do anything…", "&Edit", ("Ctrl+P",)),
    Command("tag.claim", "Tag as claim", "&Passage", ("1",), _TAG, reading=True, shape="claim"),
    Command("tag.evidence", "Tag as evidence", "&Passage", ("2",), _TAG, reading=True, shape="evidence"),
    Command("tag.rhetoric", "Tag as rhetoric", "&Passage", ("3",), _TAG, reading=True, shape="rhetoric"),
    Command("tag.remove", "Remove tag", "&Passage", ("0",), _MINE, reading=True),
    Command("detail.choose", "Choose detail…", "&Passage", ("D",), _MINE, reading=True, apart=True),
    Command("note.edit", "Write note", "&Passage", ("N",), _TAG, reading=True),
    Command(
        "answer.new",
        "Write answer…",
        "&Passage",
        ("A",),
        Needs.ESSAY | Needs.CLAIM_OR_ANSWER | Needs.WRITABLE,
        reading=True,
        shape="answer",
    ),
    Command("link.new", "Link to…", "&Passage", ("L",), _MINE, reading=True),
    Command("span.grow", "Grow by a sentence", "&Passage", ("Alt+Right",), _TAG, reading=True, apart=True),
    Command("span.shrink", "Shrink by a sentence", "&Passage", ("Alt+Left",), _TAG, reading=True),
    Command("sentence.next", "Next sentence", "&Passage", ("Alt+Down",), Needs.ESSAY, reading=True),
    Command("sentence.previous", "Previous sentence", "&Passage", ("Alt+Up",), Needs.ESSAY, reading=True),
    Command("passage.confirm", "Confirm moved passage", "&Passage", (), _MINE | Needs.MOVED_PASSAGE),
    Command("passage.next", "Next passage", "&Passage", ("J",), Needs.ESSAY, reading=True, apart=True),
    Command("passage.previous", "Previous passage", "&Passage", ("K",), Needs.ESSAY, reading=True),
    Command("brief.build", "Build a brief…", "&Brief", ("Ctrl+Shift+B",), _EDIT_ESSAY),
    Command("brief.rebuild", "Build again after new tags", "&Brief", (), _EDIT_BRIEF),
    Command("brief.rename", "Rename brief…", "&Brief", (), _EDIT_BRIEF),
    Command("brief.remove", "Remove brief…", "&Brief", (), _EDIT_BRIEF),
    Command("brief.add", "Add to brief", "&Brief", ("C",), _EDIT_ESSAY, reading=True, apart=True),
    Command("brief.pocket", "Add pocket", "&Brief", ("F4",), _EDIT_BRIEF),
    Command("brief.hat", "Add hat", "&Brief", ("F5",), _EDIT_BRIEF),
    Command("brief.block", "Add block", "&Brief", ("F6",), _EDIT_BRIEF),
    Command("brief.analytic", "Add analytic", "&Brief", ("Ctrl+F7",), _EDIT_BRIEF),
    Command("brief.take_out", "Take out of brief", "&Brief", (), _EDIT_BRIEF),
    Command("brief.copy", "Copy card or block", "&Brief", ("Ctrl+Shift+C",), Needs.BRIEF),
    Command("brief.source", "Show in essay", "&Brief", ("Ctrl+Return",), Needs.CARD),
    Command("card.tag", "Write tag or heading", "&Brief", ("F7",), _EDIT_BRIEF, apart=True),
    Command("card.cite", "Citation of its essay…", "&Brief", ("F8",), _CUT),
    Command("card.underline", "Underline", "&Brief", ("F9",), _CUT),
    Command("card.emphasis", "Emphasise", "&Brief", ("F10",), _CUT),
    Command("card.highlight", "Highlight", "&Brief", ("F11",), _CUT),
    Command("card.clear", "Clear", "&Brief", ("F12",), _CUT),
    Command("card.shrink", "Shrink the rest", "&Brief", ("Ctrl+8", "Alt+F3"), _CUT),
    Command("card.omit", "Leave out", "&Brief", ("Ctrl+Shift+X",), _CUT),
    Command("card.before", "Add the paragraph before", "&Brief", (), _CUT),
    Command("card.after", "Add the paragraph after", "&Brief", (), _CUT),
    Command("card.colour.yellow", "Highlight in yellow", "&Brief", kind=Kind.CHOICE, apart=True),
    Command("card.colour.cyan", "Highlight in cyan", "&Brief", kind=Kind.CHOICE),
    Command("card.colour.green", "Highlight in green", "&Brief", kind=Kind.CHOICE),
    Command("review.next", "Next difference", "&Review", ("J",), Needs.REVIEW, reviewing=True),
    Command("review.previous", "Previous difference", "&Review", ("K",), Needs.REVIEW, reviewing=True),
    Command(
        "review.accept", "Accept", "&Review", ("Enter", "Return", "Y"), _RULE, reviewing=True, apart=True
    ),
    Command("review.change", "Set my own…", "&Review", ("E",), _RULE, reviewing=True),
    Command("review.reject", "Reject", "&Review", ("R",), _RULE, reviewing=True),
    Command("review.reopen", "Open again", "&Review", ("O",), _RULE, reviewing=True),
    Command("review.blind", "Hide names", "&Review", (), Needs.REVIEW, Kind.SWITCH, apart=True),
    Command("review.read_here", "I have read up to the caret", "&Review", (), _EDIT_ESSAY),
    Command("review.read_all", "I have read all of it", "&Review", (), _EDIT_ESSAY),
    Command("review.import", "Import annotations…", "&Review", (), Needs.WRITABLE, apart=True),
    Command("review.confirm", "Go to the next moved passage", "&Review", (), Needs.ESSAY),
    Command("review.pooled", "Figures of all essays together…", "&Review", (), Needs.REVIEW),
    Command("review.report.html", "Report as web page…", "&Review", (), Needs.REVIEW, apart=True),
    Command("review.report.docx", "Report for Word…", "&Review", (), Needs.REVIEW),
    Command("review.report.csv", "Differences as a table…", "&Review", (), Needs.REVIEW),
    Command("review.report.json", "Figures and differences as JSON…", "&Review", (), Needs.REVIEW),
    Command("view.read", "Read", "&View", ("Ctrl+1",), kind=Kind.CHOICE),
    Command("view.map", "Map", "&View", ("Ctrl+2",), kind=Kind.CHOICE),
    Command("view.brief", "Brief", "&View", ("Ctrl+3",), kind=Kind.CHOICE),
    Command("view.review", "Review", "&View", ("Ctrl+4",), kind=Kind.CHOICE),
    Command("map.topic", "Map the whole topic", "&View", (), Needs.ESSAY, Kind.SWITCH),
    Command("outline.holes", "Holes only", "&View", ("Ctrl+Shift+H",), Needs.ESSAY, Kind.SWITCH, apart=True),
    Command("view.annotators", "Other people’s passages", "&View", (), Needs.ESSAY, Kind.SWITCH),
    Command("text.larger", "Larger text", "&View", (Standard.ZoomIn, "Ctrl++", "Ctrl+="), apart=True),
    Command("text.smaller", "Smaller text", "&View", (Standard.ZoomOut, "Ctrl+-")),
    Command("text.normal", "Normal text size", "&View", ("Ctrl+0",)),
    Command("view.theme.system", "Colours of the system", "&View", kind=Kind.CHOICE, apart=True),
    Command("view.theme.light", "Light", "&View", kind=Kind.CHOICE),
    Command("view.theme.dark", "Dark", "&View", kind=Kind.CHOICE),
    Command("view.theme.high_contrast", "High contrast", "&View", kind=Kind.CHOICE),
    Command("annotator.choose", "Tag as somebody else…", "&Library", (), Needs.WRITABLE),
    Command("library.new", "New library…", "&Library", apart=True),
    Command("library.open", "Open library…", "&Library", ("Ctrl+Shift+O",)),
    Command("library.backup", "Back up library…", "&Library", apart=True),
    Command("library.restore", "Restore a backup…", "&Library", (), Needs.WRITABLE),
    Command("library.check", "Check library", "&Library"),
    Command("help.shortcuts", "Keyboard shortcuts", "&Help", (Standard.HelpContents, "F1")),
    Command("help.about", "About Counterpoint", "&Help", role=Role.AboutRole, apart=True),
)

COMMAND: Final[Mapping[str, Command]] = {command.id: command for command in COMMANDS}


def build_actions(parent: QWidget, run: Callable[[str], None]) -> dict[str, QAction]:
    """One action a command, by id; triggering it calls `run(id)`. `parent` is the window: its keys work
    anywhere in it, but those of reading commands nowhere until `give_reading_keys`."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for command in COMMANDS:
        action = QAction(command.text, parent)
        action.setObjectName(command.id)
        action.setShortcuts(command.sequences())
        action.setMenuRole(command.role)
        action.setCheckable(command.kind is not Kind.DO)
        if command.kind is Kind.CHOICE:
            if command.group not in groups:
                groups[command.group] = QActionGroup(parent)
            groups[command.group].addAction(action)
        if command.reading or command.reviewing:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            parent.addAction(action)
        action.triggered.connect(partial(_run, run, command.id))
        actions[command.id] = action
    return actions


def _run(run: Callable[[str], None], command_id: str, _checked: bool = False) -> None:
    run(command_id)


def give_reading_keys(actions: Mapping[str, QAction], *widgets: QWidget) -> None:
    """Makes the single-letter keys work while one of `widgets`, or something inside it, has the focus."""
    for command in COMMANDS:
        if command.reading:
            for widget in widgets:
                widget.addAction(actions[command.id])


def give_reviewing_keys(actions: Mapping[str, QAction], view: QWidget) -> None:
    """Makes the single-letter keys of the review work while something inside its view has the focus."""
    view.addActions([actions[command.id] for command in COMMANDS if command.reviewing])


def enable(actions: Mapping[str, QAction], having: Needs) -> None:
    """Enables just the commands whose needs are all met."""
    for command in COMMANDS:
        actions[command.id].setEnabled(command.needs in having)


def build_menu_bar(window: QMainWindow, actions: Mapping[str, QAction]) -> QMenuBar:
    """Fills the window's menu bar, which on macOS is the screen's, where roles move some commands. The keys
    do not depend on it: it may be hidden where the header has a menu."""
    bar = window.menuBar()
    for menu in build_menus(bar, actions):
        bar.addMenu(menu)
    return bar


def build_menu(parent: QWidget, actions: Mapping[str, QAction]) -> QMenu:
    """All menus in one, for a button where there is no menu bar."""
    whole = QMenu(parent)
    for menu in build_menus(whole, actions):
        whole.addMenu(menu)
    return whole


def build_menus(parent: QWidget, actions: Mapping[str, QAction]) -> list[QMenu]:
    """The menus in the table's order."""
    menus = {title: QMenu(title, parent) for title in MENUS}
    for command in COMMANDS:
        menu = menus[command.menu]
        if command.apart:
            menu.addSeparator()
        menu.addAction(actions[command.id])
    return list(menus.values())


def candidates(
    actions: Mapping[str, QAction], leave_out: Iterable[str] = ("palette.open",)
) -> list[Candidate]:
    """What the palette offers of the commands: those that can be done now."""
    without = set(leave_out)
    return [
        Candidate(
            kind="action",
            id=command.id,
            title=actions[command.id].text().replace("&", ""),
            subtitle=command.menu.replace("&", ""),
            keys=next(iter(command.key_caps()), ""),
            shape=command.shape,
        )
        for command in COMMANDS
        if command.id not in without and actions[command.id].isEnabled()
    ]
