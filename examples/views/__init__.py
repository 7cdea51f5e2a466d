"""The contributor's side: choose a template, write, preview, send, and see what becomes of it.

Nothing here leads into the admin, and somebody else's example does not exist.
"""
