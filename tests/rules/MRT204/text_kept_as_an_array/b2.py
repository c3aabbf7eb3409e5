from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(  # expect: MRT204 note
        "ALTER TABLE articles "
        "ALTER COLUMN tags TYPE text[] USING string_to_array(tags, ',')"
    )


def downgrade():
    op.execute("ALTER TABLE articles ALTER COLUMN tags TYPE text USING array_to_string(tags, ',')")
