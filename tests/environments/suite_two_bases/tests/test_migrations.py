import pytest

from alembic_mrt import MRTError


def test_branches(mrt):
    mrt.upgrade_to("stock@head")
    assert "customer_id" in mrt.table("reservations").columns
    assert "email" not in mrt.table("customers").columns
    mrt.upgrade_to("heads")
    assert set(mrt.current_heads) == {"c2", "s2"}
    with pytest.raises(MRTError, match="several revisions: c2, s2"):
        mrt.current_revision
    mrt.downgrade_to("c1")
    with pytest.raises(MRTError, match="no table"):
        mrt.table("reservations")
    mrt.table("shelves")


def test_all(mrt):
    mrt.assert_all_reversible()
