"""How fast and how large: `make bench` on both databases, with a bare twin beside it."""
