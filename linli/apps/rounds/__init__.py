"""Rounds: one question over many places, a result each; what was missed stays visible."""
