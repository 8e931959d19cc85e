"""The report as the office would sign it."""
