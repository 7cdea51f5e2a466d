"""Mail on its way out: kept in the database as it was written, delivered in the background, retried."""
