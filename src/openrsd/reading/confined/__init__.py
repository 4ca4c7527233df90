"""Reads documents of unknown origin, in a process that can do nothing but compute.

Started by `openrsd.reading.asking`, fed over standard input. It knows neither the database nor
the vault nor Django, may open no file and reach no network once the document is there, and is
killed where it takes too long or too much.
"""
