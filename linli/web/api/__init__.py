"""The frame of the JSON API: who asks, how refusals, lists, repeats and times are written.

An app writes `api.py` with a `router`; `linli.config.api` finds it and puts it under /api/v1/.
"""
