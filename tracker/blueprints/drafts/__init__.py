"""The review of drafts: from what the machine proposes to what is assigned."""

from tracker.blueprints.drafts import assigning, bulk, cutting, deciding, editing
from tracker.blueprints.drafts.views import bp

__all__ = ["assigning", "bp", "bulk", "cutting", "deciding", "editing"]
