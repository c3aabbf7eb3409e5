import sqlalchemy as sa


async def test_each_step(async_mrt):
    mrt = async_mrt
    assert await mrt.current_revision() is None
    await mrt.upgrade_one()
    await mrt.seed("books", [{"title": "Emma"}])
    await mrt.upgrade_to("head")
    assert "pages" in (await mrt.table("books")).columns
    async with mrt.connect() as connection:
        found = await connection.execute(sa.text("SELECT title, pages FROM books"))
        assert found.all() == [("Emma", None)]
    await mrt.downgrade_to("a1")
    assert await mrt.current_revision() == "a1"
    await mrt.downgrade_one()
    assert await mrt.current_revision() is None


async def test_a_trip(async_mrt):
    async with async_mrt.revision("b2") as trip:
        await trip.seed("books", [{"title": "Emma"}])
        await trip.upgrade()
        assert (await trip.rows("books"))[0]["pages"] is None
        await trip.downgrade()
        await trip.assert_restored()


async def test_judging(async_mrt):
    assert (await async_mrt.check_revision("b2")).passed
    assert [result.passed for result in await async_mrt.check_all()] == [True, True]
    await async_mrt.assert_reversible("a1")
    await async_mrt.assert_all_reversible()
    await async_mrt.upgrade_to("b2")
    assert await async_mrt.current_heads() == ("b2",)


def test_without_a_coroutine(mrt):
    mrt.upgrade_to("head")
    mrt.seed("books", [{"title": "Emma", "pages": 474}])
    assert mrt.rows("books") == [{"id": 1, "title": "Emma", "pages": 474}]


async def test_within_an_event_loop(mrt):
    mrt.upgrade_to("head")
    assert mrt.current_revision == "b2"
