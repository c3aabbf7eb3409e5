# expect: unproven
"""a tile may be without a name, but for a trigger"""

import sqlalchemy as sa
from alembic import op

revision = "n5"
down_revision = "n4"


def upgrade():
    with op.batch_alter_table("tiles") as batch:
        batch.alter_column("name", existing_type=sa.String(40), nullable=True)

    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER named BEFORE INSERT ON tiles WHEN NEW.name IS NULL "
            "BEGIN SELECT RAISE(ABORT, 'a tile has a name'); END"
        )
    else:
        op.execute(
            "CREATE FUNCTION named() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NEW.name IS NULL THEN RAISE 'a tile has a name'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER named BEFORE INSERT ON tiles FOR EACH ROW EXECUTE FUNCTION named()"
        )


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER named")
    else:
        op.execute("DROP TRIGGER named ON tiles")
        op.execute("DROP FUNCTION named()")
    with op.batch_alter_table("tiles") as batch:
        batch.alter_column("name", existing_type=sa.String(40), nullable=False)
