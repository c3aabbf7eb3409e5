# dialects: postgresql
from alembic import context
from sqlalchemy import engine_from_config, pool

engine = engine_from_config(
    context.config.get_section(context.config.config_ini_section), poolclass=pool.NullPool
)
with engine.connect() as connection:
    connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS admin")
    connection.commit()
    context.configure(
        connection=connection,
        version_table="versions",
        version_table_schema="admin",
        include_schemas=True,
    )
    with context.begin_transaction():
        context.run_migrations()
