"""The directives of ``alembic.op``, one family a module."""
