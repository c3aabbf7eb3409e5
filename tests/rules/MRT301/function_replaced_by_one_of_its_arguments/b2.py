from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE OR REPLACE FUNCTION tax(amount int) RETURNS numeric AS 'SELECT amount * 0.25' LANGUAGE sql")


def downgrade():
    op.execute("CREATE OR REPLACE FUNCTION tax(amount integer) RETURNS numeric AS 'SELECT amount * 0.2' LANGUAGE sql")
