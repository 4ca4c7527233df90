"""Django's SQLite, in a file that is encrypted as a whole (SQLCipher)."""
