"""The data lattice: what upgrade and downgrade do to the rows that are in a table."""
