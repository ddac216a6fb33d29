"""What was measured, and the table of it that ends the run."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple


class Line(NamedTuple):
    """One line of the table. `verdict` is ok, over, or empty where nothing was promised."""

    what: str
    figure: str
    target: str
    verdict: str


class Ledger:
    """Collects lines; nothing fails because something was slow."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def note(self, what: str, figure: str) -> None:
        """A figure without a target."""
        self.lines.append(Line(what, figure, "", ""))

    def ratio(self, what: str, value: float, target: float) -> None:
        """How many times a baseline, against how many are allowed."""
        self._judge(what, f"{value:.2f} ×", f"{target:g} ×", value <= target)

    def at_least(self, what: str, value: float, target: float) -> None:
        """How many times as fast as something else, against how many are promised."""
        self._judge(what, f"{value:.1f} × as fast", f"{target:g} ×", value >= target)

    def seconds(self, what: str, values: Sequence[float], target: float) -> None:
        """The median of `values`, in seconds."""
        worst = f" (worst {max(values):.3f})" if len(values) > 1 else ""
        self._judge(what, f"{median(values):.3f} s{worst}", f"{target:g} s", median(values) <= target)

    def milliseconds(self, what: str, values: Sequence[float], target: float) -> None:
        """The median of `values`, given in seconds, told in milliseconds."""
        worst = f" (worst {1000 * max(values):.1f})"
        middle = 1000 * median(values)
        self._judge(what, f"{middle:.1f} ms{worst}", f"{target:g} ms", middle <= target)

    def p99(self, what: str, values: Sequence[float], target: float) -> None:
        """The 99th percentile of `values`, given in seconds, told in milliseconds with median and worst."""
        high = 1000 * percentile(values, 0.99)
        figure = f"p50 {1000 * median(values):.1f}, p99 {high:.1f}, worst {1000 * max(values):.1f} ms"
        self._judge(what, figure, f"{target:g} ms", high <= target)

    def longest(self, what: str, values: Sequence[float], target: float) -> None:
        """The longest of `values`, given in seconds, told in milliseconds with their 99th percentile."""
        worst = 1000 * max(values)
        figure = f"{worst:.1f} ms (p99 {1000 * percentile(values, 0.99):.1f})"
        self._judge(what, figure, f"{target:g} ms", worst <= target)

    def megabytes(self, what: str, value: float, target: float) -> None:
        self._judge(what, f"{value:.0f} MB", f"{target:g} MB", value <= target)

    def table(self) -> Iterator[str]:
        """The lines under each other."""
        lines = [Line("what", "figure", "target", ""), *self.lines]
        widths = [max(len(line[column]) for line in lines) for column in range(4)]
        for line in lines:
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            yield " | ".join(cells).rstrip()

    def _judge(self, what: str, figure: str, target: str, ok: bool) -> None:
        self.lines.append(Line(what, figure, target, "ok" if ok else "over"))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
