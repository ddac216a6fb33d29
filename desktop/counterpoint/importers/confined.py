"""What a process that reads files may do: a limit on its memory, and no right to write, to start programs or
to reach the network. It holds for the rest of the process."""

import os
import sys
from typing import Any, Final

MEMORY: Final = 2_000_000_000
"""Bytes of memory that reading a file may take."""

_REFUSED: Final = frozenset(
    {
        "ftplib.connect",
        "http.client.connect",
        "imaplib.open",
        "os.chmod",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.kill",
        "os.link",
        "os.mkdir",
        "os.posix_spawn",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.spawn",
        "os.startfile",
        "os.symlink",
        "os.system",
        "os.truncate",
        "pty.spawn",
        "shutil.unpack_archive",
        "smtplib.connect",
        "socket.__new__",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "sqlite3.connect",
        "subprocess.Popen",
        "tempfile.mkdtemp",
        "tempfile.mkstemp",
        "urllib.Request",
        "webbrowser.open",
    }
)
"""What CPython announces by these names (PEP 578) before it does it."""

_WRITING: Final = "wax+"
_FLAGS: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Refused(PermissionError):
    """Reading a file tried to do what reading never needs."""


def confine(memory: int = MEMORY) -> None:
    """Confine this process. Where the system knows no limits of memory (Windows), there is none; a library in
    C is bound by the limits alone."""
    sys.dont_write_bytecode = True
    _limit(memory)
    sys.addaudithook(_watch)


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):  # macOS refuses some of them
            continue


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _REFUSED:
        raise Refused(event)
    if event == "open":
        mode = arguments[1] if len(arguments) > 1 else None
        flags = arguments[2] if len(arguments) > 2 else 0
        by_mode = isinstance(mode, str) and any(letter in mode for letter in _WRITING)
        if by_mode or (isinstance(flags, int) and flags & _FLAGS):
            raise Refused(event)
