"""A static site generator for public certification directories: every fact of a program stands in `content/`."""
