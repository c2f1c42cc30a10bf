"""Credentials, sessions, roles, acting on behalf."""
