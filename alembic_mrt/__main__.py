"""Run the ``mrt`` program as ``python -m alembic_mrt``."""

from alembic_mrt.cli import main

if __name__ == "__main__":
    main()
