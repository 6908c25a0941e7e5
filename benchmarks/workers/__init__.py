"""What the candidates' processes run; nothing here is imported by the benchmarks themselves."""
