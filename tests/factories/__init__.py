"""Things that tests stand on, one noun a file: they are added to the session and flushed."""
