# expect: refused
from alembic import context
from sqlalchemy import create_engine

import raw

engine = create_engine("{decoy_url}", creator=raw.connect)
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
