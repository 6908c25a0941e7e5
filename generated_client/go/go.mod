module modellix

go 1.25
