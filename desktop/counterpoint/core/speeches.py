"""Speeches and how long reading takes.

Formats and times are those debated in schools and colleges of the United States, and in World Schools and
British Parliamentary debate. Read time = (highlighted words + tag words) ÷ words per minute; an analytic is
read whole, its reasoning too. Words are counted by Unicode word rules (`core.text.word_count`).
"""

from typing import Final, Literal, NamedTuple

from counterpoint.core.errors import BadInput

Pace = Literal["free", "good", "close", "over"]
"""How a read time stands to its speech: no speech chosen; below 75 % of its time; from there up to all of it;
over it."""

CLOSE: Final = 0.75
"""The share of a speech's time from which it gets tight."""


class Speech(NamedTuple):
    """One speech of a format, in minutes."""

    format: str
    name: str
    minutes: int

    @property
    def label(self) -> str:
        """What it is called, format first: `Policy 2NR`."""
        return f"{self.format} {self.name}"

    @property
    def seconds(self) -> int:
        return self.minutes * 60


def _format(name: str, speeches: str) -> tuple[Speech, ...]:
    pairs = (each.rpartition(" ") for each in speeches.split(", "))
    return tuple(Speech(name, speech, int(minutes)) for speech, _, minutes in pairs)


SPEECHES: Final[tuple[Speech, ...]] = (
    *_format("Policy", "1AC 8, 1NC 8, 2AC 8, 2NC 8, 1NR 5, 1AR 5, 2NR 5, 2AR 5, cross-examination 3, prep 8"),
    *_format(
        "College policy",
        "1AC 9, 1NC 9, 2AC 9, 2NC 9, 1NR 6, 1AR 6, 2NR 6, 2AR 6, cross-examination 3, prep 10",
    ),
    *_format("Public Forum", "constructive 4, rebuttal 4, summary 3, final focus 2, crossfire 3, prep 3"),
    *_format("Lincoln-Douglas", "AC 6, NC 7, 1AR 4, NR 6, 2AR 3, cross-examination 3, prep 4"),
    *_format("World Schools", "constructive 8, reply 4"),
    *_format("British Parliamentary", "PM 7, LO 7, DPM 7, DLO 7, MG 7, MO 7, GW 7, OW 7, prep 15"),
)
"""Every speech, by format, in the order they are held; prep is all the time a team may take between them."""


def speech_named(words: str) -> Speech | None:
    """The speech that `words` name: `Policy 2NR`, or just `2NR`, which is then the first format's that has
    it. Case, spaces and punctuation do not matter. None for no words. Raises BadInput for a speech nobody
    holds.
    """
    wanted = _key(words)
    if not wanted:
        return None
    for speech in SPEECHES:
        if wanted in (_key(speech.label), _key(speech.name)):
            return speech
    raise BadInput(f"There is no speech “{words}”; name one such as “2NR” or “Lincoln-Douglas 1AR”.")


def _key(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def seconds_of(words: int, words_per_minute: int) -> float:
    """How long so many words take to read aloud, in seconds."""
    return words * 60 / words_per_minute


def pace(seconds: float, limit: int) -> Pace:
    """How `seconds` stand to a speech of `limit` seconds; 0 for none."""
    if not limit:
        return "free"
    if seconds > limit:
        return "over"
    return "good" if seconds < CLOSE * limit else "close"


def clock(seconds: float) -> str:
    """Seconds as they are told to speakers: `4:42`, or `1:04:49` from an hour on; rounded to whole ones."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
