"""The look: one set of named colours a scheme, and the application palette made from it."""

from dataclasses import dataclass
from typing import Final

from counterpoint.core.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours, `#rrggbb`. `claim`, `evidence` and `rhetoric` are the accents of the kinds."""

    name: str
    dark: bool
    paper: str
    panel: str
    line: str
    ink: str
    soft: str
    selection: str
    claim: str
    evidence: str
    rhetoric: str
    answer: str
    warning: str
    danger: str
    good: str
    bar: str
    bar_ink: str

    def accent(self, kind: Kind) -> str:
        """The colour of a kind of passage."""
        return {"claim": self.claim, "evidence": self.evidence, "rhetoric": self.rhetoric}[kind]


LIGHT: Final = Theme(
    name="light",
    dark=False,
    paper="#fffefb",
    panel="#faf9f6",
    line="#e2dfd8",
    ink="#23211d",
    soft="#6f6a60",
    selection="#e9eef4",
    claim="#0072B2",
    evidence="#009E73",
    rhetoric="#D55E00",
    answer="#8a3ffc",
    warning="#946200",
    danger="#b3261e",
    good="#1a7f4e",
    bar="#23211d",
    bar_ink="#fffefb",
)

DARK: Final = Theme(
    name="dark",
    dark=True,
    paper="#211f1d",
    panel="#1e1d1b",
    line="#34312d",
    ink="#ece7de",
    soft="#a8a194",
    selection="#2b3138",
    claim="#56B4E9",
    evidence="#35c496",
    rhetoric="#f08a4b",
    answer="#be95ff",
    warning="#e3b341",
    danger="#ff8a80",
    good="#4cd694",
    bar="#ece7de",
    bar_ink="#23211d",
)

HIGH_CONTRAST: Final = Theme(
    name="high contrast",
    dark=False,
    paper="#ffffff",
    panel="#ffffff",
    line="#000000",
    ink="#000000",
    soft="#2b2b2b",
    selection="#cfe3ff",
    claim="#004a80",
    evidence="#005c43",
    rhetoric="#8f3a00",
    answer="#5a12c2",
    warning="#6b4700",
    danger="#9b0000",
    good="#00552e",
    bar="#000000",
    bar_ink="#ffffff",
)
