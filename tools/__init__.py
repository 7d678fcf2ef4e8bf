"""Programs for those who work on the generator; the build needs none of them."""
