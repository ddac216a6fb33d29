"""The frame around the reading: header, library pane, notices, palette, shortcut sheet, status bar.

Everything here takes values and emits signals; nothing knows the library.
"""
