"""What every page of ours begins with, and how words get into one: escaped, and with the way they run."""

from html import escape
from typing import Final

from counterpoint.core.text import cleaned
from counterpoint.exporters.brief_markup import language

HEAD: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Counterpoint">
"""
"""Up to the page's own facts. Nothing may run or be fetched; styles stand in the page itself."""


def safe(text: str) -> str:
    """`text` to stand between tags; not for an attribute."""
    return escape(cleaned(text), quote=False)


def attribute(text: str) -> str:
    """`text` to stand between the quotes of an attribute."""
    return escape(cleaned(text))


def read_as(text: str) -> str:
    """The attributes that say how a paragraph is read: its direction by its first letter, and its script."""
    tag = language(text)
    return f' dir="auto" lang="{tag}"' if tag else ' dir="auto"'
