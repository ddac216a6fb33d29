"""Rules that decide many differences at once: their menu, and the question before one is carried out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtWidgets import QMenu, QWidget

from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.views import Person, counted

TAKE: Final = "&Take"
_INLINE: Final = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for all that is open: take what all have alike; what at least `votes` have alike; all that the
    annotator with `annotator_id` has. `says` it in words."""

    sort: Literal["unanimous", "majority", "all"]
    says: str
    votes: int = 0
    annotator_id: str = ""

    @property
    def asked(self) -> str:
        """As a signal carries it: `unanimous`, `majority:2`, `all:` and an annotator's id."""
        return {"unanimous": self.sort, "majority": f"majority:{self.votes}"}.get(
            self.sort, f"all:{self.annotator_id}"
        )


def rules(people: Sequence[Person]) -> tuple[Rule, ...]:
    """The rules there are for these annotators. A majority of all of them is `unanimous`."""
    number = len(people)
    majorities = (
        Rule("majority", f"What at least {votes} of {number} have alike", votes) for votes in range(2, number)
    )
    everything = (Rule("all", f"Everything of {each.name}", 0, each.id) for each in people)
    return (Rule("unanimous", "What all agree on"), *majorities, *everything)


def rule_asked(asked: str, people: Sequence[Person]) -> Rule:
    """The rule that a signal carries. Raises ValueError for one that these annotators have not."""
    found = next((rule for rule in rules(people) if rule.asked == asked), None)
    if found is None:
        raise ValueError(f"there is no rule {asked!r}")
    return found


def rule_menu(parent: QWidget, people: Sequence[Person], chosen: Callable[[str], object]) -> QMenu:
    """A menu of the rules; `chosen` is called with the one chosen, as a signal carries it. The majorities
    and the annotators have a menu of their own where they are many."""
    menu = QMenu(parent)
    menu.setAccessibleName("Decide many at once")
    for sort, title in (("unanimous", ""), ("majority", "A majority"), ("all", "Everything of")):
        of_sort = [rule for rule in rules(people) if rule.sort == sort]
        below = menu.addMenu(title) if len(of_sort) > _INLINE else menu
        for rule in of_sort:
            action = below.addAction(rule.says.replace("&", "&&"))
            action.triggered.connect(lambda _=False, asked=rule.asked: chosen(asked))
    return menu


def confirm(parent: QWidget | None, rule: Rule, count: int) -> bool:
    """Asks whether a rule shall decide so many open differences and agreements; where it would decide none,
    says so and gives False."""
    what = rule.says[:1].lower() + rule.says[1:]
    if not count:
        ask(
            parent,
            "This rule decides nothing.",
            f"Nothing that is open can be decided by taking {what}.",
            ("&Close",),
        )
        return False
    sentence = f"Take {what}?"
    detail = (
        f"This decides {counted(count, 'place')} still open. What you have decided stays as it is, what the "
        "rule does not settle stays open, and Undo takes all of it back."
    )
    return ask(parent, sentence, detail, (TAKE, "Cancel")) == TAKE.replace("&", "")
