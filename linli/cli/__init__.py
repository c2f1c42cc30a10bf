"""The commands of the operator and the developer."""
