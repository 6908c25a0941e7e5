"""The Go client, held to what is known and to the Python client."""
