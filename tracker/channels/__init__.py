"""WAYS OUT. A channel carries one finished envelope to one person and knows no table."""
