"""Another file in the place of one that everybody can open: one person sends it, another decides."""
