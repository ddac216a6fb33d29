"""A review as JSON, for programs: figures as numbers, differences with who has what, decisions.

Kinds are null for all kinds together and where somebody has nothing; offsets are half-open code points.
Annotators go by names, which stay apart: a second of the same name has a number behind it.
"""

import json
from typing import Any

from counterpoint.core.review_document import DifferenceTold, MeasureTold, ReviewDocument, Ruled
from counterpoint.exporters.review_told import Pairs, names


def write(document: ReviewDocument) -> str:
    """The review's text; encode it as UTF-8. Places where all agree stand apart from the differences."""
    shown = names(document)
    pairs = Pairs(document)
    found = [(each.group, _difference(each, shown)) for each in document.differences]
    review = {
        "essay": document.title,
        "essay_id": document.essay_id,
        "date": document.date,
        "annotators": list(shown.values()),
        "seed": document.seed,
        "rounds": document.rounds,
        "left_out": list(document.left_out),
        "measures": [_measure(measure, pairs) for measure in document.measures],
        "differences": [told for group, told in found if group != "agree"],
        "agreements": [told for group, told in found if group == "agree"],
    }
    return json.dumps(review, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _measure(measure: MeasureTold, pairs: Pairs) -> dict[str, Any]:
    pair = measure.pair and list(pairs.next((measure.name, measure.kind), measure.pair))
    return {
        "name": measure.name,
        "kind": measure.kind or None,
        "pair": pair,
        "value": measure.value,
        "why": measure.why,
        "low": measure.low,
        "high": measure.high,
        "explanation": measure.explanation,
    }


def _difference(each: DifferenceTold, shown: dict[str, str]) -> dict[str, Any]:
    return {
        "start": each.start,
        "end": each.end,
        "group": each.group,
        "quote": each.quote,
        "by": {shown.get(says.annotator_id, says.name): says.kind or None for says in each.by},
        "decision": each.ruled and _decision(each.ruled),
    }


def _decision(ruled: Ruled) -> dict[str, Any]:
    return {
        "ruling": ruled.ruling,
        "agreed": [[mark.start, mark.end, mark.kind, mark.detail] for mark in ruled.agreed],
        "reason": ruled.reason,
        "by": ruled.by,
        "at": ruled.at,
    }
