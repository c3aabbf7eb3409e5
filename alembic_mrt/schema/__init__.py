"""The schema as values, and what differs between two of them."""
