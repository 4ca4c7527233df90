"""Signing in: password and second factor, sessions, and who may go on without asking again."""
