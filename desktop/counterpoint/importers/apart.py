"""Files read in a process of their own, with limits on time and memory: whatever a file does to its reader,
the program goes on. The process is started when the first file is read, serves many, and is replaced when it
ends.
"""

import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import IO, Any, Final, Self, TypeVar

from pydantic import ValidationError

from counterpoint.core.bundle import Incoming
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Essay
from counterpoint.importers import formats
from counterpoint.importers.coded_project import CodedProject
from counterpoint.importers.crossing import adapter
from counterpoint.importers.draft import Draft
from counterpoint.importers.encoding import UnknownEncoding
from counterpoint.importers.frames import ARGUMENT, Frame, bundled, receive, send
from counterpoint.importers.refusals import unreadable

SECONDS: Final = 60.0
"""Seconds that reading a file may take, and `SECONDS_A_MEGABYTE` more for each million bytes of it."""
SECONDS_A_MEGABYTE: Final = 4.0

T = TypeVar("T")


class ReadingStopped(BadInput):
    """The user wanted a file no longer while it was read; whoever asked for it knows."""


def read_bytes_of(path: Path, *, may_be_empty: bool = False) -> bytes:
    """The bytes of a file. Raises BadInput where it cannot be opened, is a folder, empty or far too large."""
    try:
        size = path.stat().st_size if path.is_file() else 1
        if size == 0 and not may_be_empty:
            raise BadInput(f"“{path.name}” is empty; choose a file with text in it.")
        if size > formats.LARGEST:
            most = formats.LARGEST // 1_000_000
            raise BadInput(f"“{path.name}” is over {most} MB; split it into smaller files.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file “{path}”; check its name and folder.") from None
    except IsADirectoryError:
        raise BadInput(f"“{path}” is a folder; choose a file in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"“{path.name}” could not be read ({reason}); check that you may open it.") from None


class ReadersApart:
    """Reads files apart. Each method raises BadInput, one sentence, for what cannot be taken, also where the
    reader came to its limits or to an end. One at a time is read; `interrupt` ends a reading under way,
    `stop` all reading."""

    def __init__(
        self,
        seconds: float = SECONDS,
        seconds_a_megabyte: float = SECONDS_A_MEGABYTE,
        memory: int | None = None,
    ) -> None:
        self._seconds, self._seconds_a_megabyte, self._memory = seconds, seconds_a_megabyte, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._known: tuple[Essay, ...] = ()
        self._one_at_a_time = Lock()
        self._is_stopped = False
        self._is_interrupted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.stop()

    def essay(self, path: Path, encoding: str | None = None) -> Draft:
        """The draft of an essay's file. Raises UnknownEncoding for text whose encoding must be chosen."""
        return self.essay_of(read_bytes_of(path), path.name, encoding)

    def essay_of(self, data: bytes, name: str, encoding: str | None = None) -> Draft:
        """The draft of a file's bytes; raises as `essay` does."""
        return self._valid(Draft, self._ask("essay", data, name, encoding), name)

    def pasted(self, text: str) -> Draft:
        """The draft of text from the clipboard."""
        name = "What was pasted"
        return self._valid(Draft, self._ask("pasted", text.encode(errors="replace"), name), name)

    def rich(self, html: str) -> Draft:
        """The draft of HTML from the clipboard, with its headings."""
        name = "What was pasted"
        return self._valid(Draft, self._ask("rich", html.encode(errors="replace"), name), name)

    def annotations(
        self, data: bytes, name: str, known: Sequence[Essay], earlier: Collection[str] = ()
    ) -> Incoming:
        """The records of a Web Annotation file, placed in the essays `known` where it does not hold them;
        `earlier` are the digests of texts that those had before they were corrected."""
        with self._one_at_a_time:
            self._tell(tuple(known), name)
            return self._valid(
                Incoming, self._answer("annotations", data, name, earlier=sorted(earlier)), name
            )

    def coded(self, path: Path) -> CodedProject:
        """What another program's coded project or codebook holds."""
        return self.coded_of(read_bytes_of(path), path.name)

    def coded_of(self, data: bytes, name: str) -> CodedProject:
        """The same of a file's bytes."""
        return self._valid(CodedProject, self._ask("coded", data, name), name)

    def standoff(self, files: Mapping[str, Path], name: str) -> CodedProject:
        """What a folder of brat's files, called `name`, holds; `files` are by name, with folders (`/`)."""
        packed = {each: read_bytes_of(path, may_be_empty=True) for each, path in files.items()}
        return self._valid(CodedProject, self._ask("standoff", bundled(packed), name), name)

    def interrupt(self) -> None:
        """End the reading under way, which raises ReadingStopped; the next file is read by a new process."""
        self._is_interrupted = True
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the process, and so a reading under way; nothing is read after that."""
        self._is_stopped = True
        process = self._process
        if process is not None:
            process.kill()
        with self._one_at_a_time:
            self._let_go()

    def _ask(self, deed: str, data: bytes, name: str, encoding: str | None = None) -> bytes:
        with self._one_at_a_time:
            return self._answer(deed, data, name, encoding=encoding)

    def _tell(self, known: tuple[Essay, ...], name: str) -> None:
        """Tell the process of the essays that it does not know yet."""
        self._running()
        if known[: len(self._known)] != self._known:
            self._exchange({"do": "forget"}, b"", name)
            self._known = ()
        news = known[len(self._known) :]
        if news:
            self._exchange({"do": "know"}, adapter(list[Essay]).dump_json(list(news)), name)
            self._known = known

    def _answer(self, deed: str, data: bytes, name: str, **more: str | list[str] | None) -> bytes:
        frame = self._exchange({"do": deed, "name": name} | more, data, name)
        if "guess" in frame.header:
            raise UnknownEncoding(name, data, frame.header["guess"])
        if "error" in frame.header:
            error = BadInput(frame.header["error"])
            if "fault" in frame.header:
                error.add_note(frame.header["fault"])
            raise error
        return frame.body

    def _exchange(self, header: dict[str, Any], data: bytes, name: str) -> Frame:
        asking, answering = self._running()
        process = self._process
        late = [False]

        def end() -> None:
            late[0] = True
            if process is not None:
                process.kill()

        timer = Timer(self._seconds + self._seconds_a_megabyte * len(data) / 1_000_000, end)
        timer.daemon = True
        timer.start()
        try:
            send(asking, header, data)
            frame = receive(answering)
        except (OSError, ValueError):
            frame = None
        finally:
            timer.cancel()
        if frame is not None:
            return frame
        self._let_go()
        if self._is_stopped or self._is_interrupted:
            raise ReadingStopped(f"Reading “{name}” was stopped.")
        if late[0]:
            raise BadInput(f"“{name}” took too long to read, so it was stopped; save it anew, or in parts.")
        raise unreadable(name)

    def _running(self) -> tuple[IO[bytes], IO[bytes]]:
        """The pipes to the process, which is started where there is none."""
        if self._is_stopped:
            raise ReadingStopped("Reading files was stopped; open the program again.")
        if self._process is None or self._is_interrupted or self._process.poll() is not None:
            self._is_interrupted = False
            self._let_go()
            self._process = subprocess.Popen(
                [*_program(), ARGUMENT, *([str(self._memory)] if self._memory else [])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        return process.stdin, process.stdout

    def _let_go(self) -> None:
        process, self._process, self._known = self._process, None, ()
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has no reader
                    continue
        process.wait()

    def _valid(self, kind: type[T], body: bytes, name: str) -> T:
        try:
            return adapter(kind).validate_json(body)
        except ValidationError as error:
            raise unreadable(name) from error


def _program() -> list[str]:
    """How this program is started anew: by Python, or by itself where it is packed with one."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-P", "-m", "counterpoint"]
