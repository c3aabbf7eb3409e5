# expect: refused
# dialects: sqlite
from alembic import context
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url


@event.listens_for(Engine, "connect")
def attach(dbapi_connection, _record):
    path = make_url("{decoy_url}").database
    dbapi_connection.execute("ATTACH DATABASE ? AS precious", (path,))


with create_engine("{decoy_url}").connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
