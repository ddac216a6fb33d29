"""A text is corrected in the real window, by real keys; every pane shows the truth, then and after undo."""

from pathlib import Path

from PySide6.QtWidgets import QDialog

from counterpoint.core.records import Card, Essay, Passage
from counterpoint.ui.forms.correct_text import CorrectText
from counterpoint.ui.forms.earlier_texts import EarlierTexts
from counterpoint.workspace import arguments, briefs, correcting, library, tagging
from tests.library import TEXT, with_essay
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk
from tests.ui.files import visible


def dialog(desk: Desk) -> CorrectText:
    found = visible(desk, CorrectText)
    assert isinstance(found, CorrectText)
    return found


def tag(desk: Desk, words: str) -> Passage:
    start = desk.essay.text.index(words)
    return tagging.tag_span(desk.ws, desk.essay, start, start + len(words), "claim")


def told(desk: Desk) -> str:
    desk.until(lambda: not dialog(desk)._pause.isActive() and not desk.session.jobs.busy)
    desk.settle()
    return dialog(desk).told.text()


def correct(desk: Desk, before: str, typed: str) -> None:
    """Select words in the essay and type others over them."""
    desk.select(before)
    desk.press("Ctrl+Shift+E")
    desk.type(typed)


def test_a_typo_is_corrected_where_one_reads(desk: Desk) -> None:
    tag(desk, "Fences 😀 teach climbers.")
    tag(desk, "Who pays?")
    correct(desk, "teach", "taught")
    assert dialog(desk).field.textCursor().block().text().startswith("Fences 😀 taught climbers")
    assert told(desk) == "1 place changed · 2 passages move along · 1 changes its words"
    desk.press("Ctrl+Return")
    assert not dialog_is_open(desk)
    assert desk.essay.text == TEXT.replace("teach", "taught")
    assert desk.window.reader.text() == desk.essay.text
    assert [quote for _, quote in desk.tags()] == ["Fences 😀 taught climbers.", "Who pays?"]
    desk.shows_what_is_there()
    assert desk.window.focusWidget() is desk.window.reader
    desk.press("Ctrl+Z")
    assert desk.window.reader.text() == desk.essay.text == TEXT
    assert [quote for _, quote in desk.tags()] == ["Fences 😀 teach climbers.", "Who pays?"]
    desk.shows_what_is_there()
    desk.press("Ctrl+Shift+Z")
    assert desk.window.reader.text() == TEXT.replace("teach", "taught")
    desk.shows_what_is_there()


def dialog_is_open(desk: Desk) -> bool:
    return any(each.isVisible() for each in desk.window.findChildren(QDialog))


def test_what_is_not_typed_stays_to_the_letter(open_desk: OpenDesk, tmp_path: Path) -> None:
    text = (
        "A\u00a0price of 5\u202f% \u200fقال\u200f e\u0301 \U0001f469\u200d\U0001f4bb\tx.\n\n自力\u3000更生."
    )
    ws, _ = with_essay(tmp_path, text)
    ws.close()
    desk = open_desk(tmp_path / "library.counterpoint")
    desk.caret_to("自力", 0)
    desk.press("Ctrl+Shift+E")
    desk.type("N")
    desk.press("Ctrl+Return")
    assert desk.essay.text == text.replace("自力", "N自力")


def test_a_passage_that_loses_its_words_is_shown_to_be_confirmed(desk: Desk) -> None:
    tag(desk, "Who pays?")
    desk.select("Who pays? ")
    desk.press("Ctrl+Shift+E", "Del")
    assert "1 loses all its words and stays at the next word, to be confirmed" in told(desk)
    desk.press("Ctrl+Return")
    assert "1 passage has lost its words and must be confirmed" in desk.notices()
    (moved,) = desk.passages()
    assert (moved.status, moved.quote) == ("moved", "We")
    desk.shows_what_is_there()


def test_esc_asks_only_where_something_was_corrected(desk: Desk) -> None:
    desk.caret_to("teach")
    desk.press("Ctrl+Shift+E", "Esc")
    assert not dialog_is_open(desk)
    desk.press("Ctrl+Shift+E")
    desk.type("x")
    with desk.answering("Esc"):
        desk.press("Esc")
    assert dialog(desk).isVisible()
    with desk.answering("Esc"):
        assert not desk.window.close()
    with desk.answering("Tab", "Return") as said:
        desk.press("Esc")
    assert said[0] == "Throw away what you have corrected?"
    assert desk.essay.text == TEXT


def test_what_cannot_be_saved_says_why_and_stays(desk: Desk) -> None:
    library.add_essays(desk.ws, [Essay(title="Other", text="x")])
    desk.press("Ctrl+Shift+E", "Ctrl+Return")
    assert "Nothing is changed" in dialog(desk).complaint.text()
    desk.press("Ctrl+A", "Del", "Ctrl+Return")
    assert "needs some text" in dialog(desk).complaint.text()
    desk.type("x")
    desk.press("Ctrl+Return")
    assert "“Other” has exactly this text" in dialog(desk).complaint.text()
    assert desk.essay.text == TEXT


def test_the_page_stays_where_one_reads(open_desk: OpenDesk, tmp_path: Path) -> None:
    lines = [f"Paragraph {number} of words 😀 that fill a line of the page." for number in range(120)]
    ws, _ = with_essay(tmp_path, "\n\n".join(lines))
    ws.close()
    desk = open_desk(tmp_path / "library.counterpoint")
    desk.caret_to("Paragraph 80", 3)
    reader = desk.window.reader
    reader.reveal((reader.caret(), reader.caret() + 1))
    desk.qtbot.wait(250)
    desk.select("Paragraph 80")
    before = reader.line_top(reader.textCursor().position()) - reader.verticalScrollBar().value()
    new = "A new first line.\n\nAnother.\n\n" + desk.essay.text.replace("Paragraph 3 ", "Part three ")
    correcting.correct_text(desk.ws, desk.essay, new)
    desk.settle()
    assert reader.text()[: reader.caret()].endswith("Paragraph 80")
    after = reader.line_top(reader.textCursor().position()) - reader.verticalScrollBar().value()
    assert abs(after - before) <= 2
    desk.press("Ctrl+Z")
    assert reader.text()[: reader.caret()].endswith("Paragraph 80")
    after = reader.line_top(reader.textCursor().position()) - reader.verticalScrollBar().value()
    assert abs(after - before) <= 2


def test_earlier_texts_are_shown_and_taken_again(desk: Desk) -> None:
    desk.session.run("essay.earlier")
    assert "This text was never corrected." in desk.notices()
    correct(desk, "teach", "taught")
    desk.press("Ctrl+Return")
    correct(desk, "Who pays", "Who 😀 paid")
    desk.press("Ctrl+Return")
    desk.session.run("essay.earlier")
    desk.settle()
    shown = visible(desk, EarlierTexts)
    assert isinstance(shown, EarlierTexts)
    assert shown.list.count() == 2
    assert "Ada" in shown.list.item(0).text()
    assert looks(shown, "paid") == (False, True)
    desk.press("Down")
    assert looks(shown, "taught") == (False, True)
    assert looks(shown, "teach") == (True, False)
    assert looks(shown, "climbers") == (False, False)
    shown.take.setFocus()
    desk.press("Return")
    assert desk.essay.text == TEXT
    assert desk.window.reader.text() == TEXT
    assert len(list(correcting.earlier(desk.ws, desk.essay))) == 3


def looks(shown: EarlierTexts, words: str) -> tuple[bool, bool]:
    """Whether words are struck through, and whether they are underlined."""
    found = shown.page.document().find(words)
    assert not found.isNull()
    return found.charFormat().fontStrikeOut(), found.charFormat().fontUnderline()


def test_every_view_shows_the_corrected_text_and_the_earlier_one_after_undo(desk: Desk) -> None:
    tag(desk, "Prices rose by 3.5 percent in the U.S. market.")
    start = TEXT.index("Prices rose")
    evidence = tagging.tag_span(desk.ws, desk.essay, start, start + 11, "evidence")
    claim = tag(desk, "Fences 😀 teach climbers.")
    arguments.link(desk.ws, "supports", "passage", evidence.id, "passage", claim.id)
    bob = library.add_annotator(desk.ws, "Bob")
    ada = desk.annotator("Ada")
    library.choose_annotator(desk.ws, bob)
    tag(desk, "Prices rose")
    library.choose_annotator(desk.ws, ada)
    wish = briefs.BriefWish(title="B", essay_ids=(desk.essay.id,))
    brief = briefs.build(desk.ws, wish)
    for view in ("view.brief", "view.review", "view.map", "view.read"):
        desk.session.run(view)
        desk.settle()
    for new, old in (("Costs climbed", "Prices rose"), ("Prices rose", "Costs climbed")):
        if new == "Costs climbed":
            correcting.correct_text(desk.ws, desk.essay, TEXT.replace("Prices rose", "Costs climbed"))
        else:
            desk.session.run("edit.undo")
        desk.settle()
        desk.shows_what_is_there()
        desk.session.run("view.review")
        desk.settle()
        reviewing = desk.session.reviewing
        assert reviewing is not None
        assert new in desk.window.review_view.page.text.toPlainText()
        assert reviewing.compared is not None
        assert new in reviewing.compared.review.essay.text
        desk.session.run("view.brief")
        desk.settle()
        assert new in desk.window.brief_view.sheet.toPlainText()
        assert [new in each.quote and old not in each.quote for each in desk.ws.store.find(Card)] == [True]
        briefing = desk.session.briefing
        assert briefing is not None
        assert briefing.written is not None
        assert briefing.written.document == briefs.written(desk.ws, brief.id).document
        desk.session.run("view.map")
        desk.settle()
        desk.until(lambda: not desk.session._map_timer.isActive())
        desk.session.run("view.read")
        desk.settle()
        assert any(new in row for row in desk.outline_rows())
        assert not any(old in row for row in desk.outline_rows())
