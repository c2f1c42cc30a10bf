"""Open311 GeoReport v2: the public standard, a face on cases."""
