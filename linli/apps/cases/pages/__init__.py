"""The pages of cases: each asks one query or calls one operation."""
