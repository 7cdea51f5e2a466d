"""Pictures of strangers and of editors: opened in a limited process only, made anew, without metadata."""
