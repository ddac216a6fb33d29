"""Several essays compared at once: each by itself, then their figures together."""

import json
from pathlib import Path

import pytest

from counterpoint.cli.app import run
from counterpoint.core.records import Essay
from counterpoint.workspace import library, tagging
from tests.library import TEXT
from tests.library import library as new_library

OTHER = "Tariffs are taxes. 商人说，船只不会回到港口。 Merchants 🚢 pay them. قال التاجر نعم."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two essays; Ada and Ben agree on one of two passages in the first and on the one in the second."""
    ws = new_library(tmp_path)
    essays = [
        Essay(title="Fences", text=TEXT),
        Essay(title="Ships", text=OTHER),
        Essay(title="Alone", text="A b c."),
    ]
    library.add_essays(ws, essays)
    ada, ben = ws.annotator, library.add_annotator(ws, "Ben")
    assert ada is not None
    for who, spans in (
        (ada, ((0, 0, 25), (0, 26, 40), (1, 0, 18), (2, 0, 5))),
        (ben, ((0, 0, 25), (1, 0, 18))),
    ):
        library.choose_annotator(ws, who)
        for essay, start, end in spans:
            tagging.tag_span(ws, essays[essay], start, end, "claim")
    ws.close()
    return tmp_path / "library.counterpoint"


def of(review: dict[str, object], name: str) -> object:
    measures = review["measures"]
    assert isinstance(measures, list)
    return next(each for each in measures if (each["name"], each["kind"]) == (name, None) and each["pair"])[
        "value"
    ]


def test_figures_of_several_essays_are_pooled(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "Fences", "Ships", "--json", "--library", str(path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["essay"] for each in told["essays"]] == ["Fences", "Ships"]
    assert [of(each, "f1_strict") for each in told["essays"]] == [pytest.approx(2 / 3), 1]
    assert of(told["pooled"], "f1_strict") == pytest.approx(4 / 5)  # 2 alike of 3 and of 2
    assert told["pooled"]["differences"] == []


def test_people_see_each_essay_and_all_together(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "Fences", "Ships", "--library", str(path)]) == 0
    out = capsys.readouterr().out
    assert "Fences: Ada, Ben" in out
    assert "2 essays together: Ada, Ben" in out
    assert ".80" in out.split("together")[1]


@pytest.mark.parametrize("more", [("--csv",), ("--html", "x.html")])
def test_a_report_is_of_one_essay(
    path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    assert run(["compare", "Fences", "Ships", *more, "--library", str(path)]) == 1
    assert (
        capsys.readouterr().err
        == "counterpoint: A report is of one essay; name one, or ask for several as --json.\n"
    )


def test_an_essay_that_one_alone_has_tagged_cannot_be_compared(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", "Fences", "Alone", "--library", str(path)]) == 1
    assert "One person has tagged there" in capsys.readouterr().err


def test_letters_of_several_essays_together_are_each_somebodys(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", "Fences", "Ships", "--json", "--blind", "--library", str(path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(told["pooled"]["annotators"]) == ["Annotator A", "Annotator B"]
    assert of(told["pooled"], "f1_strict") == pytest.approx(4 / 5)
