"""Revision generation: what ``alembic revision`` writes where the template is that of this package.

Everything here runs while a script is written. The script itself is plain Alembic and SQLAlchemy.
"""
