"""What a link or an answer may end at, the likeliest first."""

from pathlib import Path

from counterpoint.core.records import Essay
from counterpoint.workspace import arguments, library, neighbours, tagging
from tests.library import with_essay

LONG = "Walls 🌍 " + "very " * 80 + "old قاطع."


def test_the_likeliest_ends_come_first(tmp_path: Path) -> None:
    ws, essay = with_essay(tmp_path)
    library.add_essays(ws, [Essay(title="Other", text=LONG + " 第二个主张。")])
    other = library.find_essay(ws, "Other")
    claim = tagging.tag_span(ws, essay, 0, 10, "claim")
    evidence = tagging.tag_span(ws, essay, 11, 20, "evidence")
    rhetoric = tagging.tag_span(ws, essay, 21, 25, "rhetoric")
    far_claim = tagging.tag_span(ws, other, len(LONG) + 1, len(other.text), "claim")
    far = tagging.tag_span(ws, other, 0, len(LONG), "evidence")
    written = arguments.answer(ws, "passage", claim.id, "AT: 自力更生", "No.", "turn", [])

    def order(passage_id: str) -> list[str]:
        return [each.node_id for each in neighbours.to_link_with(ws, passage_id)]

    assert order(evidence.id) == [claim.id, far_claim.id, rhetoric.id, far.id, written.id]
    assert order(claim.id) == [evidence.id, far.id, rhetoric.id, far_claim.id, written.id]
    kinds = [each.kind for each in neighbours.to_rest_on(ws)]
    assert kinds[:2] == ["evidence", "evidence"]
    assert not {"evidence", None} & set(kinds[2:])
    whole = next(each for each in neighbours.findable(ws) if each.node_id == far.id)
    assert (whole.text, whole.essay_id) == (LONG, other.id)
    ws.close()
