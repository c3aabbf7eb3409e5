"""Migration rollback testing for Alembic."""

__version__ = "0.1.0"
__all__ = ["__version__"]
