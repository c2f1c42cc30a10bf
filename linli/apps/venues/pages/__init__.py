"""Rooms on screen: find, book, decide, keep, count."""
