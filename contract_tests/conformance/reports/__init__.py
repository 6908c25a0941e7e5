"""Writers of a finished report: one module a format, none of which knows another."""
