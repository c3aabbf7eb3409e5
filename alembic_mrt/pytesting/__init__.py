"""The tests and the fixture that pytest is given; one concern a module."""
