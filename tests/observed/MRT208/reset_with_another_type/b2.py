from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE kept AS SELECT id, data FROM folders")
    op.execute("ALTER TABLE folders ALTER data TYPE json USING data::json")


def downgrade():
    op.execute("ALTER TABLE folders ALTER data TYPE jsonb USING NULL")
    change = "UPDATE folders SET data = kept.data FROM kept WHERE kept.id = folders.id"
    op.execute(change)  # expect: MRT208 error
    op.drop_table("kept")
