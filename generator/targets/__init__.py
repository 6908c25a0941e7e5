"""One folder a target: each turns the contract into files of its own language."""
