from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE bookings DROP CONSTRAINT no_overlap")
    op.execute(
        "ALTER TABLE bookings ADD CONSTRAINT no_overlap "
        "EXCLUDE USING gist (during WITH &&) DEFERRABLE"
    )


def downgrade():
    op.execute("ALTER TABLE bookings DROP CONSTRAINT no_overlap")
    op.create_exclude_constraint("no_overlap", "bookings", ("during", "&&"), using="gist")
