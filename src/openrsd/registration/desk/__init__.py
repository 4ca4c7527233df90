"""The front desk: finding a person by the card, and what is done without opening a claim."""
