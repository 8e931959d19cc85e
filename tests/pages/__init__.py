"""Pages and the grammar they are written in."""
