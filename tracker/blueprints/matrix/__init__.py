"""A directive's class duties as a matrix unit × duty: looking, deciding by ticks, giving out."""

from tracker.blueprints.matrix import given_out, pasting
from tracker.blueprints.matrix.views import bp

__all__ = ["bp", "given_out", "pasting"]
