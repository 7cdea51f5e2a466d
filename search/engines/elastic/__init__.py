"""Elasticsearch answers searches from a copy of the records. The only place that imports it."""
