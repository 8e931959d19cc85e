"""What the tests stand on: databases, pages, clock, mail and browser. No test is in here."""
