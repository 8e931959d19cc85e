"""A small office in which anybody tries anything: deeds by name, and what must hold after them."""
