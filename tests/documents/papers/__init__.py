"""Every other official paper as the office would sign it."""
