"""The demo pack: a whole, working knowledge base written for it, loaded by `manage.py load_demo`."""
