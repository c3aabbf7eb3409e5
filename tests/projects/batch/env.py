# dialects: sqlite postgresql
from alembic import context
from sqlalchemy import engine_from_config, pool
from sqlalchemy import MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def included(thing, name, kind, *_):
    return name != "spatial"


engine = engine_from_config(
    context.config.get_section(context.config.config_ini_section), poolclass=pool.NullPool
)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        render_as_batch=True,
        target_metadata=metadata,
        include_object=included,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
