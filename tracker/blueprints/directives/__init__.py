"""The register of directives: taking in, looking up, correcting, giving one task by hand."""

from tracker.blueprints.directives import files, pictures, quick, receiving, scans
from tracker.blueprints.directives.views import bp

__all__ = ["bp", "files", "pictures", "quick", "receiving", "scans"]
