"""What the stock site has beside what `wagtail start` makes: a type of page like a section of the demo."""
