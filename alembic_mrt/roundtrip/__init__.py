"""The round trip: upgrade, downgrade and upgrade again on a disposable database."""
