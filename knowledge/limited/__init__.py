"""Work on files of strangers: done in a process of its own, with limits that the system enforces."""
