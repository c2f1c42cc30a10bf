"""The region tree down to dwellings, grids and public assets."""
