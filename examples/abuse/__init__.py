"""Keeps floods out without asking people anything, until somebody does much more than people do.

First the mailed code, then limits, then work for the browser (or a minute's patience), and
quarantine for what looks like spam, where moderators sweep. Nothing is thrown away.
"""
