package toolrun_test

import (
	"context"
	"errors"
	"fmt"
	"os"

	"firstneuron/kernel-setup/toolrun"
)

func ExampleRun() {
	ctx := context.Background()
	env := toolrun.WithVariables(os.Environ(), toolrun.Variables{"GREETING": "hello"})
	shown := toolrun.Show("a shell", 0)
	defer shown.End()
	err := toolrun.Run(ctx, shown, toolrun.Command(ctx, ".", env, "/bin/sh", "-c", "echo $GREETING; exit 3"), "greet")
	fmt.Println(err)
	// Output:
	// could not greet: exit status 3
	//
	//     hello
}

func ExampleExplain() {
	output := "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
	err := toolrun.Explain("install the packages", output, errors.New("exit status 1"))
	fmt.Println(err)
	fmt.Println(errors.Is(err, toolrun.ErrNoSpace))
	// Output:
	// could not install the packages: no space is left on the disk. Free some (set-up needs about 1 GB), then run the same command again: what is already there is kept.
	//
	//     ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device
	// true
}
