"""The lists of this app that go in and out as tables."""

from linli.apps.organisations.registers import duties, units

__all__ = ["duties", "units"]
