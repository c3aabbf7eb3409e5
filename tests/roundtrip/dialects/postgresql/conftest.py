from collections.abc import Iterator

import pytest

from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Provision, Session


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[Disposable]:
    disposable = dialect_for("postgresql").provision(Provision())
    disposable.session().execute("CREATE ROLE reader")
    yield disposable
    disposable.close()


@pytest.fixture
def postgresql_session(postgresql_database: Disposable) -> Session:
    postgresql_database.restore(None)
    return postgresql_database.session()
