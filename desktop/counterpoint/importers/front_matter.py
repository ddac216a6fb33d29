"""The `key: value` lines between two `---` lines at the head of a file."""

import re
from typing import Final

_MOST_LINES: Final = 200
_FENCE: Final = re.compile(r"---[ \t]*")
_CLOSE: Final = re.compile(r"(?:---|\.\.\.)[ \t]*")
_PAIR: Final = re.compile(r"(?P<key>[A-Za-z][\w-]*(?: [\w-]+)*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
_ESCAPE: Final = re.compile(r'\\(["\\/])')


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields, keys in small letters, and the text after them. Items of a list are joined by commas.

    Anything that is not wholly such lines is no front matter: then no fields and the whole text.
    """
    lines = text.lstrip("\n").split("\n", _MOST_LINES)
    if not _FENCE.fullmatch(lines[0]):
        return {}, text
    fields: dict[str, str] = {}
    key = ""
    for place, line in enumerate(lines[1:], start=1):
        if _CLOSE.fullmatch(line):
            return fields, "\n".join(lines[place + 1 :])
        pair, item = _PAIR.fullmatch(line), _ITEM.fullmatch(line)
        if pair:
            key = pair["key"].lower()
            fields[key] = _value(pair["value"] or "")
        elif key and item:
            fields[key] = f"{fields[key]}, {_value(item['value'])}".lstrip(", ")
        elif key and line[:1].isspace() and line.strip():
            fields[key] = f"{fields[key]} {line.strip()}".strip(" >|")
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    return {}, text


def _value(written: str) -> str:
    value = written.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return _ESCAPE.sub(r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_value(item) for item in value[1:-1].split(",") if item.strip())
    return re.split(r"\s#", value)[0].strip()
