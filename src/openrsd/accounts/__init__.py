"""Who works here: users, offices, roles, sign-in, and who may open which compartment."""
