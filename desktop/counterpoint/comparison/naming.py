"""What those compared are called: names that stay apart, or letters in blind mode."""

from collections.abc import Mapping, Sequence

from counterpoint.core.review_document import AGREED


def told_apart(names: Mapping[str, str], people: Sequence[str]) -> dict[str, str]:
    """The names, with a number where several of the people have the same."""
    told = dict(names)
    taken: set[str] = set()
    for person in people:
        name, number = names.get(person, ""), 1
        while told.get(person, name) in taken:
            number += 1
            told[person] = f"{name} ({number})"
        taken.add(told.get(person, name))
    return told


def blind(names: Mapping[str, str], people: Sequence[str]) -> dict[str, str]:
    """Letters in place of the names of those compared, in their order; the agreed version keeps its own."""
    hidden = [person for person in people if person != AGREED]
    return dict(names) | {person: f"Annotator {_letters(number)}" for number, person in enumerate(hidden)}


def _letters(number: int) -> str:
    """A to Z, then AA, AB, as a spreadsheet's columns go on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
