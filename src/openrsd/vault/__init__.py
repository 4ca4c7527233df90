"""The only door to cryptography: compartments, keys, sealed values, encrypted files."""
