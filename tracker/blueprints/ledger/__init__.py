"""The ledger of reminders: who was told what, when and why."""

from tracker.blueprints.ledger import lists
from tracker.blueprints.ledger.views import bp

__all__ = ["bp", "lists"]
