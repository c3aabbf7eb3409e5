import pytest


@pytest.mark.parametrize("attempt", [1, 2, 3])
def test_a_clean_state_each_time(mrt, attempt):
    mrt.upgrade_to("b2")
    assert mrt.rows("orders") == []
    mrt.seed("orders", [{"state": "open", "total": "1.50"}])
    name = mrt.connection.exec_driver_sql("SELECT current_database()").scalar()
    assert name.startswith("mrt_")
    mrt.downgrade_one()
    assert mrt.rows("orders") == [{"id": 1, "state": "open"}]


def test_a_trip(mrt):
    with mrt.revision("c3") as trip:
        trip.upgrade()
        trip.downgrade()
        with pytest.raises(AssertionError, match="carriage"):
            trip.assert_restored()
