"""DOING. One use case per function; verbs; the session first, the rest by keyword."""
