"""What the text of a page is made of: lines, values, types, bounds, the call that it shows."""
