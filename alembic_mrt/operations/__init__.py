"""What a revision script does, read from its source and never run."""
