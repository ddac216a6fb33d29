"""What to mend in a brief before it is exported."""

from typing import Final, Literal, NamedTuple

Grade = Literal["error", "warning", "hint"]
"""Over time or no longer true; something that readers will miss; something to look at."""

GRADES: Final[tuple[Grade, ...]] = ("error", "warning", "hint")


class Finding(NamedTuple):
    """One thing to mend. `title` is a word or two, `text` one short sentence, `entry_id` where it is (empty: the
    brief as a whole); `field` is the citation's field that is missing, or empty."""

    grade: Grade
    title: str
    text: str
    entry_id: str
    field: str = ""
