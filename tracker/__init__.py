"""Tracks how directives are carried out: from the paper that orders to the paper that reports."""
