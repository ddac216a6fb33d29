"""Export as Web Annotation: lossless for us, and readable by others."""

import json

from hypothesis import given, settings

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Correction, Original
from counterpoint.exporters.webannotation import write
from counterpoint.importers.webannotation import read
from tests.core.bundles import bundles, random_bundle


def by_key(bundle: Bundle) -> dict[tuple[str, str], object]:
    return {(record.name_of_kind, record.id): record for record in bundle.records()}


@given(bundles())
@settings(max_examples=100, deadline=None)
def test_an_export_gives_back_every_record_exactly(library: Bundle) -> None:
    incoming = read(write(library).encode())
    assert by_key(incoming.bundle) == by_key(library)
    assert incoming.unplaced == ()
    assert incoming.moved == 0


@given(bundles())
@settings(max_examples=20, deadline=None)
def test_the_same_records_in_another_order_give_the_same_file(library: Bundle) -> None:
    turned = Bundle.of(reversed(list(library.records())))
    assert write(turned) == write(library)


def test_an_empty_library_is_a_file_too() -> None:
    assert read(write(Bundle()).encode()).bundle == Bundle()


def test_another_reader_of_the_standard_finds_tags_and_text() -> None:
    library = random_bundle(3)
    document = json.loads(write(library))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    items = document["first"]["items"]
    assert document["total"] == len(items) == len({item["id"] for item in items})
    texts = {essay["id"]: essay["counterpoint:text"] for essay in document["counterpoint:essays"]}
    tagged = [item for item in items if "tagging" in item["motivation"]]
    assert len(tagged) == len(library.passages)
    for item in tagged:
        assert item["type"] == "Annotation"
        assert item["id"].startswith("urn:uuid:")
        assert item["creator"]["type"] == "Person"
        assert item["body"][0]["purpose"] == "tagging"
        assert item["body"][0]["value"] in ("claim", "evidence", "rhetoric")
        position, quote = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
    for item in items:
        assert item["motivation"] in ("tagging", ["tagging", "commenting"], "replying", "linking")
        assert item["target"]


def test_every_name_in_the_file_is_of_the_standard_or_ours() -> None:
    standard = {"@context", "id", "type", "label", "total", "first", "partOf", "startIndex", "items"}
    standard |= {"motivation", "creator", "created", "body", "target", "name", "value", "purpose", "format"}
    standard |= {"source", "selector", "exact", "prefix", "suffix", "start", "end", "counterpoint"}

    def names(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(names, value.values()))
        return set().union(*map(names, value)) if isinstance(value, list) else set()

    others = names(json.loads(write(random_bundle(4)))) - standard
    assert all(name.startswith("counterpoint:") for name in others)


def test_a_file_of_the_first_version_is_taken_whole() -> None:
    library = random_bundle(3)
    document = json.loads(write(library))
    document["counterpoint:version"] = 1
    for name in ("originals", "corrections"):
        del document[f"counterpoint:{name}"]
    for record in (*document["counterpoint:essays"], *document["counterpoint:cards"]):
        for name in ("source_digest", "pages_json", "cite_json"):
            record.pop(f"counterpoint:{name}", None)
    incoming = read(json.dumps(document).encode())
    assert incoming.unplaced == ()
    kept = [each for each in library.records() if not isinstance(each, Original | Correction)]
    assert by_key(incoming.bundle) == by_key(Bundle.of(kept))
