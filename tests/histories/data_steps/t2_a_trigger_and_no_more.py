# expect: reversible
"""has a trigger fill a column"""

import sqlalchemy as sa
from alembic import op

revision = "t2"
down_revision = "t1"


def upgrade():
    op.add_column("notes", sa.Column("label", sa.String(80)))
    op.execute("UPDATE notes SET label = replace(title, ' ', '-')")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER put AFTER INSERT ON notes BEGIN "
            "UPDATE notes SET label = replace(title, ' ', '-') WHERE id = NEW.id; END"
        )
    else:
        op.execute(
            "CREATE FUNCTION put() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "NEW.label := replace(NEW.title, ' ', '-'); RETURN NEW; END $$"
        )
        op.execute("CREATE TRIGGER put BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION put()")


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER put")
    else:
        op.execute("DROP TRIGGER put ON notes")
        op.execute("DROP FUNCTION put()")
    op.drop_column("notes", "label")
