"""Documents in which each key has a value of each kind."""

from __future__ import annotations

from alembic_mrt.roundtrip.seed.mixed_documents import mixed_documents


def test_each_key_has_every_kind_of_value_and_is_absent_once() -> None:
    found = mixed_documents(["theme", "dark", 3, "two words", "$.window.width"])
    for key in ("theme", "dark", "window", "width"):
        held = [repr(document[key]) for document in found if key in document]
        assert {"7", "1.5", "True", "False", "None", "0", "''"} <= set(held)
        assert any(isinstance(document.get(key), dict) for document in found)
        assert any(isinstance(document.get(key), list) for document in found)
        assert any(key not in document for document in found)
    assert any("'width': " in repr(document.get("window")) for document in found)
    assert not any("two words" in document for document in found)


def test_what_stands_close_behind_a_key_is_its_value_once() -> None:
    found = mixed_documents(["public", "yes", 3])
    assert {"yes", 3} <= {document.get("public") for document in found if _is_plain(document)}


def test_without_a_key_there_is_no_document() -> None:
    assert mixed_documents([3, "two words"]) == ()


def _is_plain(document: dict[str, object]) -> bool:
    return not isinstance(document.get("public"), dict | list)
