package texts

import (
	"fmt"
	"testing"
)

func ExampleParsePatterns() {
	patterns := ParsePatterns([]byte("time:\n  morning day\nhello: ^(…)[!. ]*$\n  # with or without a sign\n  hi|hello|good {time}\n  привет|добр(ое|ый) (утро|день)\n"))
	fmt.Println(patterns.Match("hello", "Good morning!"), patterns.Match("hello", "Добрый день"), patterns.Match("hello", "hi there"))
	fmt.Println(patterns.Match("time", "day"), patterns.Match("time", "good"))
	// Output:
	// true true false
	// true false
}

func TestApostrophes(t *testing.T) {
	patterns := ParsePatterns([]byte("unsure: ^(…)$\n  i don't know|that's [a-z'’]+\n"))
	for _, text := range []string{"I don't know", "I don’t know", "i dont know", "that's dad's", "thats dad’s"} {
		if !patterns.Match("unsure", text) {
			t.Errorf("%q is not recognised", text)
		}
	}
}

func TestPatternsThatAreWrong(t *testing.T) {
	for name, use := range map[string]func(){
		"no regular expression": func() { ParsePatterns([]byte("a: ^(…$\n  b\n")) },
		"an unknown name":       func() { ParsePatterns([]byte("a: ^…$\n  b\n")).Match("b", "b") },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("there is no panic")
				}
			}()
			use()
		})
	}
}
