"""What is filled in about the law of this installation."""
