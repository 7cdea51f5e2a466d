"""Videos from elsewhere are shown without a request to elsewhere until the visitor clicks."""
