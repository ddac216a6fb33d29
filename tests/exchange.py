"""Annotation files taken into a library as the program does it, but read in this process."""

from counterpoint.importers import webannotation
from counterpoint.workspace import transfer
from counterpoint.workspace.workspace import Workspace


def import_annotations(ws: Workspace, data: bytes, name: str) -> transfer.Imported:
    """Take in one Web Annotation file."""
    ws.check_writable()
    gathered = transfer.gathering(ws)
    gathered.add(name, webannotation.read(data, gathered.known, gathered.earlier))
    return transfer.take_in(ws, gathered.met(transfer.everything(ws)))[0]
