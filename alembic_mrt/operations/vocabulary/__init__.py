"""Operations: what upgrade() or downgrade() does, one value a step.

The names are those of ``alembic.operations.ops``; raw SQL is read into the same values, so that
``ALTER TABLE ... DROP COLUMN`` and ``op.drop_column()`` are one thing. What could not be read is
:class:`Opaque`, or a field holding ``UNKNOWN``: never guessed, never dropped.
"""

from alembic_mrt.operations.vocabulary.constraints import (
    CreateConstraint,
    CreateIndex,
    DropConstraint,
    DropIndex,
)
from alembic_mrt.operations.vocabulary.objects import AlterObject, CreateObject, DropObject
from alembic_mrt.operations.vocabulary.opaque import Opaque
from alembic_mrt.operations.vocabulary.operation import BatchOptions, Operation, Operations
from alembic_mrt.operations.vocabulary.rows import Delete, Execute, Insert, Update
from alembic_mrt.operations.vocabulary.script import Raise, ScriptOperations, Step
from alembic_mrt.operations.vocabulary.tables import (
    KEEP,
    AddColumn,
    AlterColumn,
    CreateTable,
    DropColumn,
    DropTable,
    RenameTable,
    Selected,
)

__all__ = [
    "KEEP",
    "AddColumn",
    "AlterColumn",
    "AlterObject",
    "BatchOptions",
    "CreateConstraint",
    "CreateIndex",
    "CreateObject",
    "CreateTable",
    "Delete",
    "DropColumn",
    "DropConstraint",
    "DropIndex",
    "DropObject",
    "DropTable",
    "Execute",
    "Insert",
    "Opaque",
    "Operation",
    "Operations",
    "Raise",
    "RenameTable",
    "ScriptOperations",
    "Selected",
    "Step",
    "Update",
]
