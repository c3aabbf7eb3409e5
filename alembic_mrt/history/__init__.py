"""Revision scripts and their graph, read from source and never imported."""
