# expect: data lost
"""puts what a trigger has filled in the place of what was written"""

import sqlalchemy as sa
from alembic import op

revision = "t1"
down_revision = "s9"


def upgrade():
    op.add_column("notes", sa.Column("slug", sa.String(80)))
    op.execute("UPDATE notes SET slug = replace(title, ' ', '-')")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER fill AFTER INSERT ON notes BEGIN "
            "UPDATE notes SET slug = replace(title, ' ', '-') WHERE id = NEW.id; END"
        )
    else:
        op.execute(
            "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "NEW.slug := replace(NEW.title, ' ', '-'); RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER fill BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION fill()"
        )


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER fill")
    else:
        op.execute("DROP TRIGGER fill ON notes")
        op.execute("DROP FUNCTION fill()")
    op.execute("UPDATE notes SET title = slug WHERE id > 1000")
    op.drop_column("notes", "slug")
