"""How contributors sign in, change and end their accounts."""
