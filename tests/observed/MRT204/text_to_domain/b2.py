from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE DOMAIN mail AS varchar(40) CHECK (VALUE LIKE '%@%')")
    op.execute("ALTER TABLE items ALTER COLUMN address TYPE mail USING address::mail")


def downgrade():
    op.execute("ALTER TABLE items ALTER COLUMN address TYPE VARCHAR(40) USING address::text")
    op.execute("DROP DOMAIN mail")
