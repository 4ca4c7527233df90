"""Certificates of protection: a small signed credential that anyone can check without asking us.

It says "protected from removal under international law", who says so and until when, and nothing of
its holder. That there is none, or that one is not valid, says nothing about anybody.
"""
