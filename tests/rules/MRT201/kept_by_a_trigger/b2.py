# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DROP TRIGGER trg_total ON lines")
    op.execute("DROP FUNCTION set_total()")
    op.drop_column("lines", "total")  # expect: MRT201 note
    op.add_column("lines", sa.Column("total", sa.Integer(), sa.Computed("qty * 3")))


def downgrade():
    op.drop_column("lines", "total")
    op.add_column("lines", sa.Column("total", sa.Integer()))
    op.execute("UPDATE lines SET total = qty * 3")
    op.execute(
        "CREATE FUNCTION set_total() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.total := NEW.qty * 3; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER trg_total BEFORE INSERT OR UPDATE ON lines "
        "FOR EACH ROW EXECUTE FUNCTION set_total()"
    )
