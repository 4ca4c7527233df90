"""Documents of unknown origin, read in a process that can do nothing but compute.

It knows no domain: what is made of the words, other rooms say.
"""
