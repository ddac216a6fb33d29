"""Real files, made once."""

import pytest

from tests.importers.office import by_libreoffice


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Files that LibreOffice made of known texts, by name."""
    return by_libreoffice(tmp_path_factory.mktemp("office"))
