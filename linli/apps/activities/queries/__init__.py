"""Calendars, one activity, lists of the organisers."""
