"""The measures of agreement against published figures and worked examples. `cases` holds them: what is given,
the figure each source gives and how closely it is printed; null says that the figure is undefined."""

import json
from pathlib import Path
from typing import Any

import pytest

from counterpoint.comparison import agreement

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


def scored(measure: str, given: dict[str, Any], more: dict[str, Any]) -> Any:
    """What our measure says of a case."""
    function = getattr(agreement, measure)
    match given:
        case {"items": runs}:
            items = [row for row, times in runs for _ in range(times)]
            if measure in ("cohen_kappa", "scott_pi"):
                return function(*zip(*items, strict=True))
            return function(items)
        case {"units": units, "begin": begin, "length": length}:
            return function(units, begin, length, **more)
        case {"gold": gold, "system": system}:
            return function(gold, system, **more)
        case {"documents": documents}:
            return function(one_after_the_other(documents))
    raise AssertionError(given)


def one_after_the_other(documents: dict[str, Any]) -> dict[str, list[tuple[int, int, str]]]:
    """Each annotator's units of all documents, those of each further on than all before."""
    units: dict[str, list[tuple[int, int, str]]] = {}
    for number, annotators in enumerate(documents.values()):
        for name, marked in annotators.items():
            further = [
                (start + number * 10_000, end + number * 10_000, label) for start, end, label in marked
            ]
            units.setdefault(name, []).extend(further)
    return units


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_figures_are_those_of_the_literature(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert case["source"]
    for expected in case["expected"]:
        more = {name: expected[name] for name in ("category", "mode") if name in expected}
        found = scored(expected["measure"], case["given"], more)
        value = expected["value"]
        if isinstance(value, list):
            assert list(found) == value, expected
        elif value is None:
            assert found.value is None, expected
            assert found.why, expected
        else:
            assert found.value == pytest.approx(value, abs=expected["within"]), expected
            assert not found.why


def test_there_are_cases_for_every_measure():
    measures = {
        expected["measure"]
        for path in CASES
        for expected in json.loads(path.read_text(encoding="utf-8"))["expected"]
    }
    assert measures == {name for name in agreement.__all__ if name.islower()}
