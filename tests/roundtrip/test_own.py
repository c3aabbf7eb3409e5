from __future__ import annotations

import threading

import pytest

from alembic_mrt.roundtrip.own import is_own, own_connections


def test_only_what_is_opened_in_the_block_is_our_own() -> None:
    assert not is_own()
    with own_connections():
        assert is_own()
        with own_connections():
            assert is_own()
        assert is_own()
    assert not is_own()


def test_an_error_ends_it() -> None:
    with pytest.raises(ZeroDivisionError), own_connections():
        raise ZeroDivisionError
    assert not is_own()


def test_another_thread_is_not_ours() -> None:
    seen: list[bool] = []
    with own_connections():
        thread = threading.Thread(target=lambda: seen.append(is_own()))
        thread.start()
        thread.join()
    assert seen == [False]
