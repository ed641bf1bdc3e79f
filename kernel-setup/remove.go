package main

import (
	"context"
	"fmt"
)

// remove takes away what set-up made, and says what it leaves.
func remove(args []string) (action, error) {
	return removeAll, noArguments(args)
}

func removeAll(_ context.Context, p *project) error {
	if err := p.Remove(func(sentence string) { fmt.Println(sentence) }); err != nil {
		return err
	}
	fmt.Println("The caches that Go and pip share among all projects stay (go clean -cache -modcache and pip cache purge empty them).")
	return nil
}
