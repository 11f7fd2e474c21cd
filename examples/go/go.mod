module example.com/approve

go 1.19
