"""ASKING. Returns select() or frozen rows; changes nothing."""
