"""Agreement on the labels of given items: sentences, or passages found in the same place.

Cohen, J. (1960) A coefficient of agreement for nominal scales. Educational and Psychological Measurement
20(1). Scott, W. A. (1955) Reliability of content analysis. Public Opinion Quarterly 19(3). Fleiss, J. L.
(1971) Measuring nominal scale agreement among many raters. Psychological Bulletin 76(5). Krippendorff, K.
(2004) Content Analysis, 2nd edition, chapter 11; (2011) Computing Krippendorff's Alpha-Reliability.

All counting is in whole numbers, divided once at the end. A label of None says that the item was not
labelled.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction

from counterpoint.comparison.scores import Score, one_less, scored, undefined

Label = Hashable | None

NO_ITEMS = "there is no item that two annotators labelled"
ONE_LABEL = "only one label was ever used, so there is nothing to tell apart"


def cohen_kappa(a: Sequence[Label], b: Sequence[Label]) -> Score:
    """Cohen's κ = (pₒ − pₑ) / (1 − pₑ) with pₑ = Σ p₁c·p₂c over the labels (Cohen 1960).

    Undefined where pₑ = 1: both used one and the same label throughout. Where one of them used one label
    throughout and the other did not, κ is exactly 0. Items that either did not label (None) are left out.
    Raises ValueError where the sequences differ in length.
    """
    pairs = _labelled(a, b)
    if not pairs:
        return undefined(NO_ITEMS)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    same = sum(one == other for one, other in pairs)
    chance = sum(count * second[label] for label, count in first.items())
    return scored(kappa(len(pairs), same, chance), ONE_LABEL)


def kappa(items: int, same: int, chance: int) -> float | None:
    """κ of two annotators from counts: how many items there are, how many have the same label from both, and
    the sum over the labels of how often the one used it times how often the other did."""
    return one_less(items**2 - items * same, items**2 - chance)


def scott_pi(a: Sequence[Label], b: Sequence[Label]) -> Score:
    """Scott's π: as Cohen's κ, with pₑ = Σ p̄c² of the labels both used taken together (Scott 1955).

    Undefined where only one label was used. Items that either did not label (None) are left out. Raises
    ValueError where the sequences differ in length.
    """
    return fleiss_kappa(_labelled(a, b))


def fleiss_kappa(items: Sequence[Sequence[Label]]) -> Score:
    """Fleiss' κ: pₒ is the mean over the items of Σ n(n − 1) / (R(R − 1)), pₑ = Σ p̄c² (Fleiss 1971).

    `items` holds a row of labels for each item. Undefined where the items do not all have the same number of
    labels, at least two, and where only one label was used.
    """
    rows = [[label for label in row if label is not None] for row in items]
    if not rows:
        return undefined(NO_ITEMS)
    raters = {len(row) for row in rows}
    if len(raters) > 1:
        return undefined("not every item was labelled by as many annotators as the others")
    rating = raters.pop()
    if rating < 2:
        return undefined(NO_ITEMS)
    counts = [Counter(row) for row in rows]
    same = sum(count * (count - 1) for row in counts for count in row.values())
    totals = _sum(counts)
    chance = sum(count**2 for count in totals.values())
    return scored(fleiss(len(rows), rating, same, chance), ONE_LABEL)


def fleiss(items: int, raters: int, same: int, chance: int) -> float | None:
    """Fleiss' κ from counts: the items, the labels each has, the ordered pairs of equal labels within items,
    and the sum of the squares of how often each label was used."""
    labels = items * raters
    # 1 − pₒ and 1 − pₑ, both times labels²·(raters − 1)
    return one_less(labels * (labels * (raters - 1) - same), (labels**2 - chance) * (raters - 1))


def alpha_nominal(items: Sequence[Sequence[Label]]) -> Score:
    """Krippendorff's α for nominal data: 1 − Dₒ/Dₑ with Dₒ = Σ oₖc / n over unequal labels, in which every
    pair within an item counts 1/(m − 1), and Dₑ = Σ nₖ·nc / (n(n − 1)) (Krippendorff 2004, 2011).

    `items` holds a row of labels for each item, None where an annotator gave none. Items with fewer than two
    labels are left out. Undefined where no item is left or only one label was used.
    """
    rows = [Counter(label for label in row if label is not None) for row in items]
    pairable = [row for row in rows if row.total() > 1]
    if not pairable:
        return undefined(NO_ITEMS)
    same, scale = coincidences((row.total(), sum(n * (n - 1) for n in row.values())) for row in pairable)
    totals = _sum(pairable)
    chance = sum(count * (count - 1) for count in totals.values())
    return scored(nominal(totals.total(), same, chance, scale), ONE_LABEL)


def coincidences(rows: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Σ of equal ÷ (m − 1) over rows of m labels with so many ordered pairs of equal ones, as a numerator and
    a denominator."""
    equal_of: Counter[int] = Counter()
    for labels, equal in rows:
        equal_of[labels - 1] += equal
    total = sum((Fraction(equal, others) for others, equal in equal_of.items()), Fraction())
    return total.numerator, total.denominator


def nominal(labels: int, same: int, chance: int, scale: int = 1) -> float | None:
    """α from counts: all pairable labels n, `scale` times the sum of the coincidences of equal labels, and
    the sum of nc·(nc − 1)."""
    return one_less((labels * scale - same) * (labels - 1), (labels * (labels - 1) - chance) * scale)


def _labelled(a: Sequence[Label], b: Sequence[Label]) -> list[tuple[Label, Label]]:
    pairs = zip(a, b, strict=True)
    return [(one, other) for one, other in pairs if one is not None and other is not None]


def _sum(counts: Sequence[Counter[Hashable]]) -> Counter[Hashable]:
    total: Counter[Hashable] = Counter()
    for row in counts:
        total.update(row)
    return total
