"""OpenRSD: refugee status determination under the 1951 Convention, with reasons."""

__version__ = "0.1.0"
