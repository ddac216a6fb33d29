"""What every record of a library is: a frozen, validated value with an id and a revision."""

from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field, field_validator


def new_id() -> str:
    """A fresh identifier: a random UUID in its usual 36 characters."""
    return str(uuid4())


def now() -> str:
    """The current time in UTC, ISO 8601 to the second, such as `2026-03-04T09:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Record(BaseModel):
    """What every record has: an id that never changes and a revision that each change counts up."""

    # A validator is built when the first such record is made: at the start of the program none is.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name_of_kind: ClassVar[str] = ""

    id: str = Field(default_factory=new_id)
    revision: int = Field(default=1, ge=1)

    @classmethod
    def plural(cls) -> str:
        """What several of the kind are called."""
        return cls.name_of_kind + "s"

    @field_validator("id")
    @classmethod
    def _id_is_a_uuid(cls, value: str) -> str:
        return str(UUID(value))

    def changed(self, **fields: Any) -> Self:
        """This record with `fields` set anew, validated, one revision later."""
        values = self.model_dump() | fields | {"revision": self.revision + 1}
        return type(self).model_validate(values)
