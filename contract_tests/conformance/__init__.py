"""Does a server keep the contract? A check for every rule, and for what a task and an error are.

Data flows one way: the rule inventory -> a plan (a file) -> exchanges -> findings -> a report.
"""
