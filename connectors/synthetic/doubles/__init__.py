"""People who are recorded again and again, each time a little differently, with the truth of who is who.

The error model of identity resolution: knows how names are spelt, misheard and mistyped, and how dates, addresses and
telephones go wrong; knows nothing of how records are matched, and is not fitted to it.
"""
