"""One module a command; `linli.cli.main` finds them."""
