"""Doors for tests over HTTP: the clock, due work, the outbox, fixtures. Test mode only."""
