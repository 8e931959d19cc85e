"""The register of directives: taking in, looking up, correcting, giving one task by hand."""

from tracker.blueprints.directives import completing, files, quick, receiving
from tracker.blueprints.directives.views import bp

__all__ = ["bp", "completing", "files", "quick", "receiving"]
