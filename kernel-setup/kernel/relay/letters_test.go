package relay

import "testing"

func TestLettersForGoNB(t *testing.T) {
	for _, text := range []string{"", "plain", "%args --title=\"привет, мир\" ж", "日本語🧠", "é__letters_c3a9", "a\xffb"} {
		command := ASCII(text)
		for _, r := range command {
			if r > 127 {
				t.Errorf("%q is %q for GoNB", text, command)
				break
			}
		}
		if got := Letters(command); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
	if got := Letters("__letters_d0b6__ and __letters_x__"); got != "ж and __letters_x__" {
		t.Errorf("got %q", got)
	}
}
