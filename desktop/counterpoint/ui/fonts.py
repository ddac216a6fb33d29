"""The fonts that come with the program, so that every machine looks the same."""

from PySide6.QtGui import QFontDatabase

from counterpoint.resources import resource


def load_fonts() -> tuple[str, ...]:
    """Loads the shipped fonts into Qt and names their families; a QGuiApplication must exist.

    Raises RuntimeError if one of them cannot be read: the installation is broken then.
    """
    families: dict[str, None] = {}
    for path in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise RuntimeError(f"The font {path.name} cannot be read; install Counterpoint again.")
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(families)
