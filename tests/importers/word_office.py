"""Real Word files, written by LibreOffice from known texts."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.programs import program


def by_libreoffice(folder: Path, sources: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """The sources, by their files' names, as Word files: all in one start of LibreOffice."""
    office = program("soffice")
    for name, source in sources.items():
        (folder / name).write_bytes(source.encode() if isinstance(source, str) else source)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = folder / "made"
    how = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made)]
    files = [str(folder / name) for name in sources]
    subprocess.run([office, profile, *how, *files], check=True, capture_output=True, timeout=120)
    return {name: (made / name).with_suffix(".docx").read_bytes() for name in sources}
