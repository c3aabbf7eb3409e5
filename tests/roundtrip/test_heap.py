"""What the garbage collector passes over, and for how long."""

from __future__ import annotations

import gc

import pytest

from alembic_mrt.roundtrip.heap import heap_set_aside


def test_the_heap_is_set_aside_for_a_while() -> None:
    with heap_set_aside():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_an_error_ends_that_too() -> None:
    with pytest.raises(ZeroDivisionError), heap_set_aside():
        1 / 0  # noqa: B018
    assert gc.get_freeze_count() == 0


def test_what_the_program_has_set_aside_stays_so() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with heap_set_aside():
            pass
        assert gc.get_freeze_count() == frozen
    finally:
        gc.unfreeze()
