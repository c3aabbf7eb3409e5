# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "lines",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer()),
    )
    op.execute(
        "CREATE FUNCTION set_total() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.total := NEW.qty * 3; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER trg_total BEFORE INSERT OR UPDATE ON lines "
        "FOR EACH ROW EXECUTE FUNCTION set_total()"
    )


def downgrade():
    op.drop_table("lines")
    op.execute("DROP FUNCTION set_total()")
