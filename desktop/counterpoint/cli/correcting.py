"""The verb that gives an essay a corrected text."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from counterpoint.cli.options import Json, Library, writing
from counterpoint.cli.output import one_line, say, say_json
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Correction, Passage
from counterpoint.workspace import correcting
from counterpoint.workspace import library as shelf

Essay = Annotated[str, typer.Argument(metavar="ESSAY", help="Its id, a unique start of one, or its title.")]
File = Annotated[
    str, typer.Argument(metavar="FILE", help="The whole text as it shall be, in UTF-8; - is stdin.")
]


def correct(
    context: typer.Context, essay: Essay, file: File, library: Library = None, json: Json = False
) -> None:
    """Correct the text of an essay; what is tagged in it moves along.

    The text before can be seen in the window, under “Earlier texts…”.
    """
    text = _text_of(file)
    with writing(context, library) as ws:
        found = shelf.find_essay(ws, essay)
        edit = correcting.correct_text(ws, found, text)
    places = sum(
        len(each.hunks) for change in edit.of(Correction) if isinstance(each := change.after, Correction)
    )
    passages = [each for change in edit.of(Passage) if isinstance(each := change.after, Passage)]
    lost = sum(each.status == "moved" for each in passages)
    if json:
        say_json({"places": places, "passages": len(passages), "to_confirm": lost})
        return
    say(f"“{one_line(found.title)}” corrected in {places:,} places; {len(passages):,} passages moved along.")
    if lost:
        say(f"{lost:,} to be confirmed: none of their words is left, or their place was not sure before.")


def _text_of(file: str) -> str:
    """What a file, or stdin, holds. Raises BadInput where that is no UTF-8 text."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(
            f"“{file}” could not be read ({error.strerror}); check its name and that you may open it."
        ) from error
    except UnicodeDecodeError:
        raise BadInput(f"“{file}” is not UTF-8 text; save it as UTF-8 and try again.") from None
