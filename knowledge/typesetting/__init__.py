"""Sets what the hub holds as PDF and Word: plain text of pages, joined in a folder, in a process of its own."""
