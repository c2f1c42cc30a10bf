"""Rooms of the community: who may use them when, booked once and used truly."""
