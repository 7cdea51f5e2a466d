"""Measurements by hand: `make relevancy` and `make bench`. Not part of the product, nor of CI.

docs/relevancy.md says what came out and how to repeat it.
"""
