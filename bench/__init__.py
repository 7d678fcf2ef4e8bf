"""Measurements of the generator, and what they are made on; no part of it."""
