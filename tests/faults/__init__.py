"""What can go wrong while people are told: killed clocks, two clocks, a bad mail server."""
