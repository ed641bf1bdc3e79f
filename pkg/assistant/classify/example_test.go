package classify_test

import (
	"fmt"
	"log"
	"math/rand/v2"

	"firstneuron/pkg/assistant/classify"
	"firstneuron/pkg/pictures"
)

func ExampleOpen() {
	c, err := classify.Open(classify.Options{})
	if err != nil {
		log.Fatal(err)
	}
	kind, confidence := c.Kind(pictures.Draw(rand.New(rand.NewPCG(1, 2)), "chart", "bars", 640, 480))
	fmt.Println(kind, confidence > classify.Sure)
	// Output: chart true
}

func ExampleStatistics() {
	picture := pictures.Draw(rand.New(rand.NewPCG(1, 2)), "chart", "bars", 640, 480)
	fmt.Printf("%s: %.2f\n", classify.StatisticsNames[0], classify.Statistics(picture)[0])
	// Output: equal neighbours: 0.94
}

func ExampleClassifier_Model() {
	c, err := classify.New(classify.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(c.Model())
	// Output:
	// layer                output           parameters
	// input                28                        0
	// logits               4                       116
	// all                                          116
	// computed by the engine
}
