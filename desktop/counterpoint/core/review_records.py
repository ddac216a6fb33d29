"""The records of reviews: what was ruled on differences between annotators, and how far each one read."""

import json
from typing import ClassVar, Final, NamedTuple, get_args
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field, field_validator, model_validator

from counterpoint.core.errors import LibraryDamaged
from counterpoint.core.record import Record, now
from counterpoint.core.vocabulary import Kind, Ruling, Subject


class Agreed(NamedTuple):
    """A passage of the agreed version; code points of the essay. It is nobody's own."""

    start: int
    end: int
    kind: Kind
    detail: str = ""


class Decision(Record):
    """What a reviewer ruled on a difference between annotators, in one essay.

    `members` are the ids of the passages, or of the links, that it is about, in order, with spaces between;
    `accepted` those of them that were taken as they are. `agreed_json` holds `[start, end, kind, detail]`
    lists: the passages of the agreed version that come of it, none where it was rejected. `rule` says which
    rule for many at once it came of, empty for one ruled by hand.
    """

    name_of_kind: ClassVar[str] = "decision"

    essay_id: str
    annotator_id: str
    about: Subject = "passages"
    ruling: Ruling
    members: str = Field(min_length=1)
    accepted: str = ""
    agreed_json: str = "[]"
    reason: str = Field(default="", max_length=2_000)
    rule: str = Field(default="", max_length=60)
    created: str = Field(default_factory=now)

    @field_validator("members", "accepted")
    @classmethod
    def _ids_are_in_order(cls, ids: str) -> str:
        return " ".join(sorted(set(ids.split())))

    @field_validator("agreed_json")
    @classmethod
    def _agreed_can_be_read(cls, packed: str) -> str:
        _agreed(packed)
        return packed

    @model_validator(mode="after")
    def _rules_what_it_says(self) -> "Decision":
        if not self.members or not set(self.accepted.split()) <= set(self.members.split()):
            raise ValueError("only what a decision is about can be accepted")
        if (self.ruling == "reject") != (not self.accepted and not _agreed(self.agreed_json)):
            raise ValueError("a rejection accepts nothing, and nothing else does")
        return self

    @property
    def agreed(self) -> tuple[Agreed, ...]:
        """The agreed passages in text order. Raises LibraryDamaged for a row that no decision can have."""
        try:
            return _agreed(self.agreed_json)
        except ValueError as error:
            raise LibraryDamaged(
                "The library holds an impossible decision; run “counterpoint check” or restore a backup."
            ) from error


class Progress(Record):
    """How far an annotator has got in an essay: what she has not tagged before `upto`, in code points, she
    did not want to. Without one she counts as having read all of it.

    There is one for an essay and an annotator, since its id follows from both (`progress_id`).
    """

    name_of_kind: ClassVar[str] = "progress"

    @classmethod
    def plural(cls) -> str:
        return "progresses"

    essay_id: str
    annotator_id: str
    upto: int = Field(ge=0)


def progress_id(digest: str, annotator_id: str) -> str:
    """The id of how far that annotator has got in the essay with this digest. It follows from the text, as
    the same essay may have another id in another library."""
    return str(uuid5(NAMESPACE_URL, f"urn:counterpoint:progress {digest} {annotator_id}"))


_KINDS: Final = get_args(Kind)


def _agreed(packed: str) -> tuple[Agreed, ...]:
    """The agreed passages that JSON says; raises ValueError where it is no list of them."""
    try:
        lists = json.loads(packed)
    except RecursionError:
        raise ValueError("agreed passages are a flat list") from None
    if not isinstance(lists, list) or not all(map(_is_agreed, lists)):
        raise ValueError("each agreed passage is a start, an end, a kind and a detail")
    return tuple(sorted(Agreed(*each) for each in lists))


def _is_agreed(each: object) -> bool:
    match each:
        case [start, end, kind, detail]:
            whole = type(start) is int and type(end) is int and 0 <= start < end
            return whole and kind in _KINDS and type(detail) is str and _is_detail(detail)
        case _:
            return False


def _is_detail(text: str) -> bool:
    """Whether a detail can be that of a passage. JSON within JSON can hide what no text may hold."""
    return len(text) <= 60 and not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)
