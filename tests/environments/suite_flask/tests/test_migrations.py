def test_the_application_is_found(mrt):
    mrt.upgrade_to("head")
    assert "pages" in mrt.table("book").columns
