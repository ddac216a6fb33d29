"""Real files, made once."""

import pytest

from tests.importers.office import by_libreoffice
from tests.programs import made_once


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Files that LibreOffice made of known texts, by name."""
    return made_once(tmp_path_factory, "office", by_libreoffice)
