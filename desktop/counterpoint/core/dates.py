"""Dates as people write them, as ISO dates that may stop at the month or year; and times in UTC."""

import re
from datetime import UTC, date, datetime
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro",
            "february feb februar février fevrier febrero febbraio fevereiro",
            "march mar märz maerz mars marzo março",
            "april apr avril abril aprile",
            "may mai mayo maggio maio",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug août aout agosto",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober octobre octubre ottobre outubro okt",
            "november nov novembre noviembre novembro",
            "december dec dezember décembre decembre diciembre dicembre dezembro dez",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR: Final = r"(?P<year>[12]\d{3})(?!\d)"
_DAY: Final = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?\.?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)" + _YEAR + r"[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)(?:[T ]\d\d:\d\d\S*)?",
        r"(?<!\d)" + _YEAR + r"年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?",
        _DAY + r"\s+(?:of\s+|de\s+)?" + _MONTH + r",?\s+(?:de\s+)?" + _YEAR,
        r"\b" + _MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR,
        r"\b" + _MONTH + r",?\s+(?:of\s+|de\s+)?" + _YEAR,
        r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?" + _YEAR,
        r"(?<!\d)(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-]" + _YEAR,
        r"(?<![\d-])" + _YEAR + r"-(?P<month>\d{1,2})(?![\d-])",
    )
)
_YEAR_ALONE: Final = re.compile(_YEAR)


def iso_date(written: str) -> str:
    """What `written` says, such as `2025-03-04`, `2025-03` or `2025`; empty when it is no date. `3/4/2025`,
    which is March or April, gives the year alone."""
    written = written.strip().rstrip(".")
    if _YEAR_ALONE.fullmatch(written):
        return written
    found = find_date(written)
    return found[0] if found and (found[1], found[2]) == (0, len(written)) else ""


def find_date(line: str) -> tuple[str, int, int] | None:
    """The first date written out in `line` and its span; a bare year is not taken for one."""
    for form in _FORMS:
        for match in form.finditer(line):
            found = _iso(match.groupdict())
            if found:
                return found, match.start(), match.end()
    return None


def _iso(parts: dict[str, str | None]) -> str:
    year = parts["year"] or ""
    first, second = parts.get("first"), parts.get("second")
    if first and second:
        if int(first) <= 12 and int(second) <= 12 and first != second:
            return year
        day, month = (first, second) if int(first) > 12 else (second, first)
    else:
        month, day = parts.get("month") or "", parts.get("day") or ""
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    try:
        value = date(int(year), number, int(day or 1))
    except ValueError:
        return ""
    return value.isoformat() if day else value.isoformat()[:7]


def utc(value: str) -> str:
    """An ISO time in UTC to the second, such as `2026-03-04T09:30:00Z`; empty for what is no time."""
    try:
        time = datetime.fromisoformat(value)
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")
