"""Public views of the knowledge base beside its pages."""
