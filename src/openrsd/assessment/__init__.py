"""What an officer finds of each element of the law, and why. A finding is not a decision."""
