package main

import (
	"fmt"
	"sync"
)

func main() {
	squares := make([]int, 4)
	var all sync.WaitGroup
	for i := range squares {
		all.Add(1)
		go func(i int) {
			defer all.Done()
			squares[i] = i * i
		}(i)
	}
	all.Wait()
	fmt.Println(squares)
}
