"""The process that reads files: it takes messages from standard input, and answers each on standard output.

It is confined (`confined`) and knows nothing of a library. A message names what is to be read and carries the
bytes; the answer carries the values as JSON, or says why there are none. Whatever else goes wrong ends the
process, which `apart` sees.
"""

import gc
import os
import sys
from collections.abc import Callable
from typing import IO, Any, Final, NamedTuple

from counterpoint.core.bundle import Incoming
from counterpoint.core.errors import BadInput, UserError
from counterpoint.core.records import Essay
from counterpoint.importers import brat, html, readers, refi, webannotation
from counterpoint.importers.coded_project import CodedProject
from counterpoint.importers.confined import MEMORY, confine
from counterpoint.importers.crossing import adapter
from counterpoint.importers.draft import Draft
from counterpoint.importers.encoding import UnknownEncoding
from counterpoint.importers.frames import receive, send, unbundled
from counterpoint.importers.refusals import unreadable


class Asked(NamedTuple):
    """What is to be read: the bytes, the file's name, its encoding where it was chosen, and the essays that
    annotations may be of, with the digests of their earlier texts."""

    data: bytes
    name: str
    encoding: str | None
    known: list[Essay]
    earlier: frozenset[str] = frozenset()


def _draft(asked: Asked) -> bytes:
    return adapter(Draft).dump_json(readers.read_bytes(asked.data, asked.name, asked.encoding))


def _pasted(asked: Asked) -> bytes:
    return adapter(Draft).dump_json(readers.read_pasted(asked.data.decode()))


def _rich(asked: Asked) -> bytes:
    return adapter(Draft).dump_json(html.read_rich(asked.data.decode()))


def _annotations(asked: Asked) -> bytes:
    return adapter(Incoming).dump_json(webannotation.read(asked.data, asked.known, asked.earlier))


def _coded(asked: Asked) -> bytes:
    return adapter(CodedProject).dump_json(refi.read_project(asked.data, asked.name))


def _standoff(asked: Asked) -> bytes:
    return adapter(CodedProject).dump_json(brat.read_folder_files(unbundled(asked.data), asked.name))


DEEDS: Final[dict[str, Callable[[Asked], bytes]]] = {
    "essay": _draft,
    "pasted": _pasted,
    "rich": _rich,
    "annotations": _annotations,
    "coded": _coded,
    "standoff": _standoff,
}


_UNCOLLECTED: Final = 50_000
"""Objects made before those that hold only each other are looked for. A reading keeps nearly all that it
makes: looking as often as Python does finds nothing and takes its time."""


def settle() -> None:
    """Leave alone what is loaded, and look less often for objects that nothing needs."""
    gc.freeze()
    gc.set_threshold(_UNCOLLECTED)


def serve(memory: int = MEMORY) -> int:
    """Answer messages until there are no more."""
    asking, answering = _pipes()
    confine(memory)
    settle()
    known: list[Essay] = []
    while (frame := receive(asking)) is not None:
        header = frame.header
        if header["do"] == "know":
            known += adapter(list[Essay]).validate_json(frame.body)
            send(answering, {"said": ""})
            continue
        if header["do"] == "forget":
            known.clear()
            send(answering, {"said": ""})
            continue
        earlier = frozenset(header.get("earlier", ()))
        asked = Asked(frame.body, header["name"], header.get("encoding"), known, earlier)
        failure, body = _done(DEEDS[header["do"]], asked)
        send(answering, failure, body)
    return 0


def _done(deed: Callable[[Asked], bytes], asked: Asked) -> tuple[dict[str, Any], bytes]:
    """What came of it: why nothing did, or the bytes of the answer."""
    try:
        return {}, deed(asked)
    except UnknownEncoding as unknown:
        return {"guess": unknown.guess}, b""
    except UserError as error:
        return {"error": str(error)}, b""
    except MemoryError:
        return {"error": str(too_much(asked.name))}, b""
    except Exception as fault:  # a reader's fault must not end those of other files
        return {
            "error": str(unreadable(asked.name)),
            "fault": f"{type(fault).__name__}: {fault}"[:2_000],
        }, b""


def too_much(name: str) -> BadInput:
    return BadInput(f"“{name}” takes more memory to read than a text should; save it anew, or in parts.")


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two ends of the conversation; whatever else is printed goes nowhere."""
    asking, answering = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    sys.stdin, sys.stdout, sys.stderr = (open(os.devnull, mode) for mode in ("r", "w", "w"))  # noqa: SIM115
    return asking, answering
