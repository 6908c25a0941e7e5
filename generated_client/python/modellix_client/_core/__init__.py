"""Every decision of this client, free of I/O and of clocks; all times are whole milliseconds.

The sync and the async face drive the same objects: they carry a request out, tell what came of
it, and do what they are told next.
"""
