"""Asking the database: lists, counts, figures."""
