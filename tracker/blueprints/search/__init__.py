"""One box that finds tasks, duties, papers and evidence."""

from tracker.blueprints.search.views import bp

__all__ = ["bp"]
