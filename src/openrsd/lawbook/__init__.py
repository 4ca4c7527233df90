"""What this installation has chosen and confirmed of the law. The law is in the law files."""
