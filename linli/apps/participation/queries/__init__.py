"""Queues, parties, families, lists and counts."""
