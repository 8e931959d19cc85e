"""THE DEMONSTRATION DISTRICT. Invented people and papers, lived through by the real services.

Nothing is written to the tables directly but through services, in the order of the days, so
that the demonstration is also a rehearsal: what it shows could have been typed.
"""
