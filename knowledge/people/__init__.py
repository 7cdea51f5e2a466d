"""Those who moderate, contribute and belong to organisations: their accounts, and how they end."""
