"""The community's own model as data, figures counted from the records, bulletins that freeze."""
