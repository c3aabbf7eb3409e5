"""Rows for every table before an upgrade, chosen so that loss shows."""
