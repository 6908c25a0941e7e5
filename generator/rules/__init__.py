"""The rule language: rule text to a typed tree, and the tree to every language it is printed in."""
