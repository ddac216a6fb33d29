"""Reads a file in a process of its own, as the program does or by the bare library, and tells what it took.

    import_probe.py FILE ours | bare | paragraphs

`bare` is what the library for the format makes of it by one call; `paragraphs`, for DOCX, the words that
python-docx gives.

It tells in JSON: `seconds` of three readings after one that loads the libraries; `megabytes`, the most memory
there was, `before` of it there already; `characters`, how long the text is.
"""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from counterpoint.importers.child import settle
from counterpoint.importers.readers import read_bytes
from tests.bench.memory import most_memory


def bare_pdf(data: bytes) -> str:
    """Every page's text in the order that PDFium finds it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(texts)


def bare_docx(data: bytes) -> str:
    """The page that mammoth makes of a document."""
    import mammoth

    return str(mammoth.convert_to_html(io.BytesIO(data)).value)


def paragraphs(data: bytes) -> str:
    """The paragraphs' words alone, as python-docx gives them."""
    import docx

    return "\n".join(each.text for each in docx.Document(io.BytesIO(data)).paragraphs)


BARE: dict[str, Callable[[bytes], str]] = {".pdf": bare_pdf, ".docx": bare_docx}

path, how = Path(sys.argv[1]), sys.argv[2]
data = path.read_bytes()
if how == "ours":
    settle()
told: dict[str, object] = {"before": most_memory()}


def read() -> int:
    """Reads it once; gives how long the text is."""
    if how == "paragraphs":
        return len(paragraphs(data))
    if how == "bare":
        return len(BARE[path.suffix](data))
    return len(read_bytes(data, path.name).text)


told["characters"] = read()
told["megabytes"] = most_memory()
seconds = []
for _ in range(3):
    start = perf_counter()
    assert read() == told["characters"]
    seconds.append(perf_counter() - start)
told["seconds"] = seconds
print(json.dumps(told))
