"""A new record from what an editor says: asked for, checked as `check` does, and written beside the others."""
