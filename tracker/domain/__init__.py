"""THE RULES. Standard library only: no session, no request, no clock."""
