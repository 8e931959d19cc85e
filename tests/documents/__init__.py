"""Papers in, papers out."""
