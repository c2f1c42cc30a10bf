"""Linli 邻里: the operating system of an urban residents' community."""

__version__ = "0.1.0"
