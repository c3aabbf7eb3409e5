"""The migration environment that every shape is tried in; shape.sql is written beside it."""

from alembic import context
from sqlalchemy import create_engine

with create_engine("postgresql+psycopg2:///never-made").connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
