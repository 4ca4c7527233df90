"""What was typed into a form and not sent yet, kept sealed until it is sent or thrown away."""
