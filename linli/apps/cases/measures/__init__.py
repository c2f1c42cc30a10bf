"""What can be counted of cases, the three rates, disputes and deeds."""

from linli.apps.cases.measures import deeds as deeds  # registers its measures
from linli.apps.cases.measures import disputing as disputing  # registers its measures
from linli.apps.cases.measures.counting import RATE_KEYS, Rate, rates_of, registered
from linli.apps.cases.measures.tables import RateLine, rate_table

__all__ = ["RATE_KEYS", "Rate", "RateLine", "rate_table", "rates_of", "registered"]
