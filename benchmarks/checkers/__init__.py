"""Ways to check a request, each written as somebody who likes that library would write it."""
