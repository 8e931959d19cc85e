"""The review of drafts: from what the machine proposes to what is assigned."""

from tracker.blueprints.drafts import assigning, cutting, deciding, editing
from tracker.blueprints.drafts.views import bp

__all__ = ["assigning", "bp", "cutting", "deciding", "editing"]
