"""The staff pages of cases."""
