"""A second, independent reading of the access policy over plain data, for tests only.

It shares no code with the product and reads no policy file: two readings that agree are evidence.
"""
