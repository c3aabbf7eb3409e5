"""Static analysis: a round trip without a database."""
