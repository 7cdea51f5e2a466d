"""This hub beside an older build of it and a stock Wagtail site: `make bench-beside`."""
