"""One file's text and its views."""
