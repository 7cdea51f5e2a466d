"""Measures how good search is on judged queries, through the very code that answers visitors.

Whatever is measured lives in a throw-away database and under a throw-away prefix; the site's own
tables, files and indexes are never touched (`search.evaluation.throwaway`).
"""
