package assist_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"firstneuron/kernel-setup/kernel/assist"
	"firstneuron/kernel-setup/kernel/modules"
)

func Example() {
	dir, err := os.MkdirTemp("", "assist")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := modules.Write(dir, "cell", filepath.Join("..", "..", "..")); err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	assistant, err := assist.Start(ctx, assist.Options{
		Gopls: filepath.Join("..", "..", "..", ".venv", "bin", "gopls"),
		Dir:   dir,
		Env:   append(os.Environ(), "GOPROXY=off"),
	})
	if err != nil {
		log.Fatal(err)
	}
	defer assistant.Close()

	assistant.Remember("func Mine() *neuron.Neuron { return neuron.Classic() }")
	completion, err := assistant.Complete(ctx, "%%\nn := Mine()\nn.Pr", 19)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(completion.Matches, completion.Start, completion.End)
	// Output: [Predict] 17 19
}
