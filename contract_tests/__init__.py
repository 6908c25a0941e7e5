"""The one judge: what the service and every client are held to."""
