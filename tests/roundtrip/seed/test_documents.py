"""Which columns are meant for UUIDs."""

import pytest

from alembic_mrt.roundtrip.seed.documents import names_uuids


@pytest.mark.parametrize("name", ["id", "run_id", "uuid", "user_guid", "run_uuid nextval('x')"])
def test_a_column_of_36_characters_that_holds_uuids(name: str) -> None:
    assert names_uuids(name)


@pytest.mark.parametrize("name", ["title", "paid", "identity", "idle"])
def test_a_column_of_36_characters_that_holds_texts(name: str) -> None:
    assert not names_uuids(name)
