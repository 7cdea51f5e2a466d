"""Office files: ONE guard of archives, and ONE reader of what stands in them, for whoever takes uploads."""
