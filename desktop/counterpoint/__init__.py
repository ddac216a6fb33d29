"""Counterpoint: an essay beside the tags, links and answers that a reader gives it."""

__version__ = "0.1.0"
