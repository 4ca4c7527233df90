"""The index of all passages: one file that holds nothing which could not be made again."""
