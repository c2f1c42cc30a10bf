"""Who may, which numbers hold, and what ages and nights do to them."""
