"""An append-only, tamper-evident record of every change and every look."""
