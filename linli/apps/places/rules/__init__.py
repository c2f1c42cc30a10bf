"""Who may see and change the ground, how places are named, what a boundary may be."""

from linli.apps.places.rules import permissions

__all__ = ["permissions"]
