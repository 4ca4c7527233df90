"""The frame of every page, and the pages composed from several rooms."""
