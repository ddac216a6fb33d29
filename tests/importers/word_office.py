"""Real Word files, written by LibreOffice from known texts."""

import shutil
import subprocess
from pathlib import Path

import pytest


def by_libreoffice(folder: Path, sources: dict[str, str]) -> dict[str, bytes]:
    """The sources, by their files' names, as Word files: all in one start of LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice (soffice) is needed to make real Word files; install it.")
    for name, source in sources.items():
        (folder / name).write_text(source, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
    ]
    subprocess.run(
        [*convert, *(str(folder / name) for name in sources)], check=True, capture_output=True, timeout=120
    )
    return {name: (folder / name).with_suffix(".docx").read_bytes() for name in sources}
