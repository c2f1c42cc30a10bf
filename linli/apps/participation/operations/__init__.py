"""Everything that changes seats runs under one lock order: people (by id), then the gathering."""
