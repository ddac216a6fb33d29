"""Asking for files, each time in the folder where files were chosen last."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from counterpoint.ui.session.session import Session

ALL_FILES: Final = "All files (*)"


def choose_files(session: Session, title: str, filters: tuple[str, ...]) -> list[Path]:
    """The files the user names, or none."""
    dialog = QFileDialog(session.window, title, _folder(session))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    dialog.setNameFilters((*filters, ALL_FILES))
    return _chosen(session, dialog)


def choose_file(session: Session, title: str, filters: tuple[str, ...]) -> Path | None:
    """One file that is there, or None."""
    dialog = QFileDialog(session.window, title, _folder(session))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters((*filters, ALL_FILES))
    return next(iter(_chosen(session, dialog)), None)


def choose_place(session: Session, title: str, name: str, kinds: Mapping[str, str]) -> Path | None:
    """Where to write a file, proposed as `name`, or None. `kinds` are filters and what files of each end in;
    a name that ends in none of these gets the ending of the filter chosen."""
    dialog = QFileDialog(session.window, title, _folder(session))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix(next(iter(kinds.values()))[1:])
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(kinds[chosen][1:]))
    dialog.selectFile(name)
    found = next(iter(_chosen(session, dialog)), None)
    if found is None or found.suffix.lower() in kinds.values():
        return found
    return found.with_name(f"{found.name}.{dialog.defaultSuffix()}")


def _chosen(session: Session, dialog: QFileDialog) -> list[Path]:
    try:
        if dialog.exec() != QFileDialog.DialogCode.Accepted:
            return []
        paths = [Path(name) for name in dialog.selectedFiles()]
    finally:
        dialog.deleteLater()
    if paths:
        session.settings = replace(session.settings, folder=str(paths[0].parent))
    return paths


def _folder(session: Session) -> str:
    """The folder of last time, or the user's documents."""
    last = session.settings.folder
    if last and Path(last).is_dir():
        return last
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())


def choose_folder(session: Session, title: str) -> Path | None:
    """A folder, or None."""
    dialog = QFileDialog(session.window, title, _folder(session))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    found = next(iter(_chosen(session, dialog)), None)
    if found is not None:
        session.settings = replace(session.settings, folder=str(found))
    return found
