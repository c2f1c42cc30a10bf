"""Pages of accounts, by who uses them."""
