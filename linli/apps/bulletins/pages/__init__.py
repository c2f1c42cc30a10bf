"""Pages of brands, bulletins and figures."""
