module benchmarks

go 1.25

require modellix v0.0.0

replace modellix => ../../generated_client/go
