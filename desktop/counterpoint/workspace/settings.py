"""What a person prefers on this computer, whatever the library: one dataclass and its file."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final, Literal

from platformdirs import user_config_path, user_data_path, user_log_path

NAME: Final = "Counterpoint"

Scheme = Literal["system", "light", "dark", "high contrast"]


@dataclass(frozen=True, slots=True)
class Settings:
    """`reading_size` is the essay's letters in pixels, 12 to 36; `geometry` is Qt's own, in base64; `folder`
    is where files were chosen last, `library` the file opened last where that is not the usual one;
    `brief_panes` is how wide the brief's outline and its findings are, in pixels, with a space between;
    `keep_files` says whether the files that essays come from are kept in the library."""

    scheme: Scheme = "system"
    reading_size: int = 18
    library: str = ""
    geometry: str = ""
    folder: str = ""
    brief_panes: str = ""
    keep_files: bool = False


def default_library() -> Path:
    """Where the library is unless another was asked for; its folder is made."""
    return user_data_path(NAME, appauthor=False, ensure_exists=True) / "library.counterpoint"


def library_to_open(settings: Settings, asked: Path | None) -> Path:
    """The library asked for, else the one open last if it is still there, else the usual one."""
    last = Path(settings.library) if settings.library else None
    return asked or (last if last is not None and last.is_file() else default_library())


def settings_file() -> Path:
    """Where the settings are kept, by the system's rules."""
    return user_config_path(NAME, appauthor=False) / "settings.json"


def reports_folder() -> Path:
    """Where reports of the program's own faults are kept."""
    return user_log_path(NAME, appauthor=False)


def load_settings(file: Path) -> Settings:
    """The settings in `file`; what is missing or makes no sense there is as it was at first."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(values, dict):
        return Settings()
    usual = asdict(Settings())
    kept = {name: values[name] for name in usual if type(values.get(name)) is type(usual[name])}
    if kept.get("scheme") not in ("system", "light", "dark", "high contrast"):
        kept.pop("scheme", None)
    if not 12 <= kept.get("reading_size", 18) <= 36:
        kept.pop("reading_size")
    return Settings(**kept)


def save_settings(file: Path, settings: Settings) -> None:
    """Write the settings aside, then put them in place. Raises OSError where the disk refuses."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(".new")
    values = {field.name: getattr(settings, field.name) for field in fields(settings)}
    aside.write_text(json.dumps(values, indent=1), encoding="utf-8")
    aside.replace(file)
