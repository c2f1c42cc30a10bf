"""One line of address, as people type it, taken apart: pure, and never an error."""

from linli.apps.places.addresses.parser import ParsedAddress, parse_address

__all__ = ["ParsedAddress", "parse_address"]
