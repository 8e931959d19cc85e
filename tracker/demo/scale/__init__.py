"""A GENERATED OFFICE OF ANY SIZE: five years of a province, for measuring and for rehearsals.

``load.py`` is the door. Unlike the demonstration district, its rows are written in bulk and not
by the services; the rules of the domain (``status_after``, the seals) are asked all the same.
"""
