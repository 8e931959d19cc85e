"""Tests in the shape of the house: one folder per room, and the rules of the house itself."""
