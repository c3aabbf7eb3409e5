from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE OR REPLACE FUNCTION tax(amount integer, rate numeric(4, 2)) RETURNS numeric AS 'SELECT amount * rate' LANGUAGE sql")


def downgrade():  # expect: MRT301 error
    op.execute("CREATE OR REPLACE FUNCTION tax(amount integer) RETURNS numeric AS 'SELECT amount * 0.2' LANGUAGE sql")
