"""Pictures of what a brief looks like in each format, made by the programs that people open such files with.

They are for the README alone; where such a program is missing, its picture is left as it is, and said so.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPlainTextEdit

PAGE: Final = (560, 725)
"""How large a page is in a picture, in pixels: US Letter."""
GAP: Final = 16
DESK: Final = QColor("#e9e7e1")


def draw(brief: Path, folder: Path) -> None:
    """Draw page 1 and the first page with cards of each file `brief.*` into `folder`."""
    with tempfile.TemporaryDirectory(prefix="counterpoint-") as name:
        work = Path(name)
        _paged(brief.with_suffix(".pdf"), work, folder / "page-pdf.png")
        if _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(work), f"{brief}.docx"):
            _paged(work / f"{brief.name}.pdf", work, folder / "page-docx.png")
        _web(brief.with_suffix(".html"), work, folder / "page-html.png")
    _source(brief.with_suffix(".md"), folder / "page-md.png")


def _run(program: str, *arguments: str) -> bool:
    """Run a program that may be missing; says so where it is."""
    found = shutil.which(program)
    if found is None:
        print(f"{program} is not here, so its picture was left as it is.")
        return False
    subprocess.run([found, *arguments], check=True, capture_output=True, timeout=120)
    return True


def _paged(pdf: Path, work: Path, file: Path) -> None:
    stem = work / file.stem
    if _run("pdftoppm", "-r", "80", "-png", "-l", "6", str(pdf), str(stem)):
        pages = sorted(work.glob(f"{file.stem}-*.png"))
        _beside([QImage(str(page)) for page in (pages[0], max(pages[1:], key=_ink))], file)


def _ink(page: Path) -> int:
    """How much is on a page: that with most is the one with cards."""
    small = QImage(str(page)).scaled(120, 150).convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(byte < 200 for byte in bytes(small.constBits()))


def _web(html: Path, work: Path, file: Path) -> None:
    for program in ("chromium", "google-chrome", "chrome"):
        if shutil.which(program):
            target = work / "web.png"
            size = f"--window-size={2 * PAGE[0] + GAP},{PAGE[1]}"
            options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size)
            _run(program, *options, f"--screenshot={target}", html.resolve().as_uri())
            _kept(QImage(str(target)), file)
            return
    print("No browser is here, so the web page's picture was left as it is.")


def _source(markdown: Path, file: Path) -> None:
    """Markdown is read as it is written."""
    editor = QPlainTextEdit(markdown.read_text(encoding="utf-8")[:6_000])
    editor.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    font = QFont("Noto Sans")
    font.setPixelSize(13)
    editor.setFont(font)
    editor.setStyleSheet("background: #fffefb; color: #23211d; padding: 24px;")
    editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    editor.resize(2 * PAGE[0] + GAP, PAGE[1])
    QApplication.processEvents()
    _kept(editor.grab().toImage(), file)


def _beside(pages: list[QImage], file: Path) -> None:
    width = len(pages) * PAGE[0] + (len(pages) - 1) * GAP
    picture = QImage(width, PAGE[1], QImage.Format.Format_RGB32)
    picture.fill(DESK)
    painter = QPainter(picture)
    for place, page in enumerate(pages):
        area = QRect(place * (PAGE[0] + GAP), 0, *PAGE)
        smooth = Qt.TransformationMode.SmoothTransformation
        painter.drawImage(area.topLeft(), page.scaled(*PAGE, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
    painter.end()
    _kept(picture, file)


def _kept(picture: QImage, file: Path) -> None:
    picture.save(str(file))
    print(file.name)
