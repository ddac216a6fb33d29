"""Values as JSON and back, validated: how they cross from the process that reads files to the program."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


def adapter(kind: type[T]) -> TypeAdapter[T]:
    """What turns values of a kind into JSON and back. It takes long to make, so it is made when asked for."""
    made: TypeAdapter[T] = _made(cast(Hashable, kind))
    return made


@cache
def _made(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
