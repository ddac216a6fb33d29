"""The same brief by python-docx's own paragraphs and runs: what our way of writing is measured against."""

from dataclasses import replace
from io import BytesIO

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt

from counterpoint.core.brief_document import OMISSION, AnalyticPart, BriefDocument, HeadingPart, numbered
from counterpoint.exporters.docx import write
from counterpoint.exporters.prose import prose

COLOURS = {
    "yellow": WD_COLOR_INDEX.YELLOW,
    "cyan": WD_COLOR_INDEX.TURQUOISE,
    "green": WD_COLOR_INDEX.BRIGHT_GREEN,
}


def write_plainly(document: BriefDocument) -> bytes:
    """The brief with the same styles and runs, without its reviewers' notes."""
    made = docx.Document(BytesIO(write(replace(document, parts=()))))
    for part in document.parts:
        if isinstance(part, HeadingPart):
            made.add_paragraph(part.text, style=f"Heading {part.level}")
        elif isinstance(part, AnalyticPart):
            made.add_paragraph(numbered(part), style="Analytic")
            for each in prose(part.reasoning):
                made.add_paragraph("".join(span.text for span in each.spans), style="Analytic")
        else:
            made.add_paragraph(numbered(part), style="Heading 4")
            cite = made.add_paragraph()
            for piece in part.cite:
                cite.add_run(piece.text, style="Style 13 pt Bold" if piece.strong else None)
            for runs in part.paragraphs:
                body = made.add_paragraph()
                for each_run in runs:
                    style = "Emphasis" if each_run.emphasised else "Style Underline"
                    text = OMISSION if each_run.omitted else each_run.text
                    run = body.add_run(text, style=style if each_run.underlined else None)
                    if each_run.underlined:
                        run.font.underline = True
                    elif each_run.small:
                        run.font.size = Pt(each_run.small)
                    if each_run.highlight:
                        run.font.highlight_color = COLOURS[each_run.highlight]
    package = BytesIO()
    made.save(package)
    return package.getvalue()
