import logging
import warnings

import pytest
import sqlalchemy as sa

from alembic_mrt import MRTError


def test_each_step(mrt):
    assert mrt.current_revision is None
    mrt.upgrade_one()
    assert mrt.current_revision == "a1"
    mrt.upgrade_to("c3")
    assert "subtitle" not in mrt.table("books").columns
    mrt.downgrade_one()
    assert mrt.current_revision == "b2"
    assert "subtitle" in mrt.table("books").columns
    mrt.upgrade_to("head")
    with pytest.raises(MRTError, match="at the head"):
        mrt.upgrade_one()
    mrt.upgrade_to("a1")
    assert mrt.current_revision == "d4"
    mrt.downgrade_to("a1")
    assert mrt.current_revision == "a1"
    mrt.downgrade_to("base")
    assert mrt.current_revision is None
    with pytest.raises(MRTError, match="at base"):
        mrt.downgrade_one()


@pytest.mark.parametrize("attempt", [1, 2])
def test_a_clean_state_each_time(mrt, attempt):
    mrt.upgrade_to("b2")
    assert mrt.rows("books") == []
    mrt.seed("books", [{"title": "Emma"}, {"title": "Persuasion", "pages": 249}])
    assert [row["pages"] for row in mrt.rows("books")] == [None, 249]
    mrt.connection.execute(sa.text("UPDATE books SET pages = 474 WHERE title = 'Emma'"))
    mrt.upgrade_to("d4")
    assert [row["pages"] for row in mrt.rows("books")] == [474, 249]


def test_a_trip_that_brings_all_back(mrt):
    with mrt.revision("b2") as trip:
        trip.seed("books", [{"title": "Emma", "subtitle": "A Novel"}])
        trip.upgrade()
        assert trip.rows("books")[0]["pages"] is None
        trip.downgrade()
        assert "pages" not in trip.table("books").columns
        trip.assert_restored()
        trip.upgrade()
        with pytest.raises(MRTError, match="nothing to compare yet"):
            trip.assert_restored()


def test_a_trip_that_loses_a_value(mrt):
    with mrt.revision("c3") as trip:
        trip.seed("books", [{"title": "Emma", "subtitle": "A Novel"}])
        trip.upgrade()
        trip.downgrade()
        with pytest.raises(AssertionError, match="column 'subtitle' value changed"):
            trip.assert_restored()


def test_what_is_left_out_of_a_trip_is_made(mrt):
    with mrt.revision("a1"):
        pass
    assert mrt.current_revision is None


def test_judging(mrt):
    result = mrt.check_revision("c3")
    assert not result.passed
    assert "subtitle" in result.failure_summary()
    assert [r.passed for r in mrt.check_all()] == [True, True, False, True]
    mrt.assert_reversible("b2")
    with pytest.raises(AssertionError, match="c3: data lost"):
        mrt.assert_all_reversible()


def test_mistakes_are_named(mrt):
    with pytest.raises(MRTError, match="nope"):
        mrt.upgrade_to("nope")
    with pytest.raises(MRTError, match=r'"\+1" names no revision. Name one, or call upgrade_one'):
        mrt.upgrade_to("+1")
    with pytest.raises(MRTError, match='no table "authors" at this revision. There are: alembic'):
        mrt.table("authors")
    mrt.upgrade_to("a1")
    with pytest.raises(MRTError, match='has no column "pages"'):
        mrt.seed("books", [{"title": "Emma", "pages": 1}])
    with pytest.raises(MRTError, match=r"a list of rows .* not \{'title': 'Emma'\}"):
        mrt.seed("books", {"title": "Emma"})
    with pytest.raises(sa.exc.IntegrityError):
        mrt.seed("books", [{"subtitle": "A Novel"}])
    mrt.seed("books", [{"title": "Emma"}])
    with pytest.raises(MRTError, match="c3 is not applied"):
        mrt.downgrade_to("c3")
    with mrt.revision("b2") as trip, pytest.raises(MRTError, match="b2 is not applied"):
        trip.downgrade()
    with pytest.raises(MRTError, match="zzzz") as caught, mrt.revision("zzzz"):
        pass
    assert not [frame for frame in caught.traceback if frame.path.name == "stage.py"]


def test_the_process_is_left_as_it_was(mrt, caplog):
    application = logging.getLogger("shop")
    mrt.upgrade_to("head")
    application.warning("sold out")
    assert "sold out" in caplog.text
    assert not application.disabled
    with pytest.raises(UserWarning), warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.warn("as the test wants it", UserWarning)
