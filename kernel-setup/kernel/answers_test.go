package main

import (
	"fmt"
	"testing"

	"firstneuron/kernel-setup/kernel/jupyter"
)

// The kinds of requests are those of https://jupyter-client.readthedocs.io/en/stable/messaging.html#history.
func TestHistory(t *testing.T) {
	history := []string{"var a = 1", "%%\nfmt.Println(a)", "!ls /tmp", "var a = 1"}
	for name, test := range map[string]struct {
		asked map[string]any
		want  string
	}{
		"the last two":     {map[string]any{"hist_access_type": "tail", "n": 2}, "[[1 3 !ls /tmp] [1 4 var a = 1]]"},
		"more than all":    {map[string]any{"hist_access_type": "tail", "n": 99, "output": true}, "[[1 1 [var a = 1 <nil>]] [1 2 [%%\nfmt.Println(a) <nil>]] [1 3 [!ls /tmp <nil>]] [1 4 [var a = 1 <nil>]]]"},
		"a range":          {map[string]any{"hist_access_type": "range", "session": 0, "start": 2, "stop": 4}, "[[1 2 %%\nfmt.Println(a)] [1 3 !ls /tmp]]"},
		"another session":  {map[string]any{"hist_access_type": "range", "session": 7, "start": 1}, "[]"},
		"a pattern":        {map[string]any{"hist_access_type": "search", "pattern": "*a)"}, "[[1 2 %%\nfmt.Println(a)]]"},
		"over a slash":     {map[string]any{"hist_access_type": "search", "pattern": "!*t?p"}, "[[1 3 !ls /tmp]]"},
		"a pattern, once":  {map[string]any{"hist_access_type": "search", "pattern": "var*", "unique": true}, "[[1 1 var a = 1]]"},
		"a pattern, last":  {map[string]any{"hist_access_type": "search", "pattern": "var*", "n": 1}, "[[1 4 var a = 1]]"},
		"brackets as such": {map[string]any{"hist_access_type": "search", "pattern": "[v]ar*"}, "[]"},
	} {
		if got := fmt.Sprint(remembered(history, jupyter.New("history_request", test.asked))); got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}

func TestWidgetsFindTheServerBehindHTTPS(t *testing.T) {
	program := `{"data": {"text/javascript": "s = new WebSocket(\"ws://\" + document.location.host + \"/api/kernels/7/channels\")"}}`
	want := `{"data": {"text/javascript": "s = new WebSocket((document.location.protocol === \"https:\" ? \"wss://\" : \"ws://\") + document.location.host + ` +
		`(JSON.parse((document.getElementById(\"jupyter-config-data\") || {}).textContent || \"{}\").baseUrl || document.body.dataset.baseUrl || \"/\") + \"api/kernels/7/channels\")"}}`
	if got := string(throughHTTPS([]byte(program))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
