"""What apps and upper floors may register with the knowledge base; nothing here knows who does."""
