# expect: refused
from alembic import context

import application

context.configure(connection=application.connection)
with context.begin_transaction():
    context.run_migrations()
