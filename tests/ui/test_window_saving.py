"""Saving is continuous: the status bar says when, and says loudly when it failed."""

from counterpoint.core.records import Passage
from tests.ui.desk import Desk


def test_a_disk_that_refuses_is_told_loudly_until_the_next_edit_is_saved(desk: Desk) -> None:
    status, raw = desk.window.status, desk.session.ws.store.raw
    assert desk.session.essay is not None
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")
    tagged = 0
    while not status.failed.isVisible():
        desk.window.reader.select_span(tagged, tagged + 8)
        desk.press("1")
        desk.settle()
        tagged += 1
        assert tagged < 200
    assert "Not saved" in status.failed.text()
    saved = len(desk.session.ws.store.find(Passage))
    assert saved == len(desk.session.known.marks)
    assert desk.window.notices.texts()
    raw.execute("PRAGMA max_page_count = 1000000")
    desk.press("1")
    desk.settle()
    assert not status.failed.isVisible()
    assert len(desk.session.ws.store.find(Passage)) == saved + 1
