"""Who may see and do what with people, why each field is kept, and what can be right."""

from linli.apps.people.rules import catalogue, permissions, policies

__all__ = ["catalogue", "permissions", "policies"]
