"""Residents, households, guardians, consents, tags."""
