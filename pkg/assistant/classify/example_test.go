package classify_test

import (
	"fmt"
	"log"
	"math/rand/v2"
	"os"

	"firstneuron/pkg/assistant/classify"
	"firstneuron/pkg/models"
	"firstneuron/pkg/pictures"
)

// A short training is enough to tell photographs from the rest. Open does the same at once, and longer.
func ExampleClassifier_Steps() {
	folder, err := os.MkdirTemp("", "recognise")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	r, err := classify.New(classify.Options{Examples: 320, Epochs: 4, Checkpoint: folder})
	if err != nil {
		log.Fatal(err)
	}
	for number, step := range r.Steps() {
		if step.EpochEnds {
			fmt.Println("after step", number+1, "of", r.Total())
		}
	}
	if r.Err() != nil {
		log.Fatal(r.Err())
	}
	kind, _ := r.Kind(pictures.Draw(rand.New(rand.NewPCG(1, 2)), "photograph", "landscape", 640, 480))
	fmt.Println(kind)
	// Output:
	// after step 10 of 40
	// after step 20 of 40
	// after step 30 of 40
	// after step 40 of 40
	// photograph
}

func ExampleFunction() {
	m, err := models.New(rand.New(rand.NewPCG(1, 2)), []int{classify.Size, classify.Size, 3}, classify.Function, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(m)
	// Output:
	// layer                output           parameters
	// input                32 x 32 x 3               0
	// edges                32 x 32 x 8             224
	// max pool             16 x 16 x 8               0
	// textures             16 x 16 x 16           1168
	// max pool             8 x 8 x 16                0
	// parts                8 x 8 x 32             4640
	// max pool             4 x 4 x 32                0
	// dense                32                    16416
	// logits               4                       132
	// all                                        22580
	// computed by the engine
}

func ExampleHeldOut() {
	fmt.Println(classify.HeldOut()["chart"], classify.Known()["chart"])
	// Output: [area diagram] [bars lines pie scatter heat map our own]
}
