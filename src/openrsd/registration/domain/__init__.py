"""What can be recorded of a person, and how what was typed is understood. No framework."""
