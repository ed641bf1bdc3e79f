package main

import (
	"context"
	"fmt"
)

// remove takes away what set-up made, and says what it leaves.
func remove(_ context.Context, p *project, args []string) error {
	if len(args) > 0 {
		return usageError("remove takes no arguments")
	}
	unlock, err := p.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := p.checkUnused("run remove again"); err != nil {
		return err
	}
	for _, dir := range []string{p.venv(), p.build()} {
		owner, err := ownerOf(dir)
		if err != nil {
			return err
		}
		switch owner {
		case nobody:
			fmt.Printf("%s is not there.\n", p.relative(dir))
		case someoneElse:
			fmt.Printf("%s stays: this program has not made it.\n", p.relative(dir))
		case us:
			if err := removeOurs(dir); err != nil {
				return fmt.Errorf("could not remove all of %s: %w", dir, err)
			}
			fmt.Printf("%s is removed.\n", p.relative(dir))
		}
	}
	fmt.Println("The caches that Go and pip share among all projects stay (go clean -cache -modcache and pip cache purge empty them).")
	return nil
}
