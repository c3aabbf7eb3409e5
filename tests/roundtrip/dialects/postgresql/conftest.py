from collections.abc import Iterator

import pytest

from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Provision, Session
from tests.roundtrip.dialects.postgresql.histories import HandedOver, start_server


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[Disposable]:
    disposable = dialect_for("postgresql").provision(Provision())
    yield disposable
    disposable.close()


@pytest.fixture
def postgresql_session(postgresql_database: Disposable) -> Session:
    postgresql_database.restore(None)
    postgresql_database.session().execute("CREATE ROLE reader; CREATE ROLE writer")
    return postgresql_database.session()


@pytest.fixture(scope="session")
def handed_over() -> Iterator[HandedOver]:
    server = start_server()
    url = f"postgresql://postgres@/postgres?host={server.address.host}"
    yield HandedOver(server, url)
    server.close()
