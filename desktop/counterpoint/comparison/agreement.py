"""Agreement between annotators: every measure, from labels or from spans. Standard library only.

Where a measure has no value it says why, and is neither 0 nor 1 by convention. No figure depends on the order
of annotators or of what they marked.
"""

from counterpoint.comparison.coding import alpha_nominal, cohen_kappa, fleiss_kappa, scott_pi
from counterpoint.comparison.mixed import bar_u_alpha, cu_alpha, k_u_alpha, u_alpha
from counterpoint.comparison.scores import Score, Unit, Units
from counterpoint.comparison.spans import Mode, SpanCounts, mean_pairwise_f1, span_counts, span_f1
from counterpoint.comparison.unitizing import alpha_unitizing

__all__ = [
    "Mode",
    "Score",
    "SpanCounts",
    "Unit",
    "Units",
    "alpha_nominal",
    "alpha_unitizing",
    "bar_u_alpha",
    "cohen_kappa",
    "cu_alpha",
    "fleiss_kappa",
    "k_u_alpha",
    "mean_pairwise_f1",
    "scott_pi",
    "span_counts",
    "span_f1",
    "u_alpha",
]
