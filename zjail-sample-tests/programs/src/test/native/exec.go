package main

import (
	"fmt"
	"os/exec"
)

func main() {
	output, err := exec.Command("echo", "hi").Output()
	if err != nil {
		panic(err)
	}
	fmt.Print(string(output))
}
