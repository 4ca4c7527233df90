"""How blocks are filled in on pages: what is asked, and how what was typed becomes content."""
