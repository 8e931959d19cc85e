"""BEFORE ANYTHING IS INSTALLED: what manage.py does. Standard library only, knows no other room."""
