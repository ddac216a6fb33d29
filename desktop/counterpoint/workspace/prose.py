"""Reasoning as a page. Import it when the first page is shown: it brings Markdown and the sanitiser."""

from counterpoint.exporters.page import render

__all__ = ["render"]
