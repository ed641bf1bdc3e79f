package knobs

import (
	"encoding/json"
	"testing"
)

func TestRecord(t *testing.T) {
	const a, b = `{"data": {"text/plain": "a"}, "metadata": {}, "transient": {"display_id": "1"}}`, `{"data": {"text/plain": "b"}, "transient": {"display_id": "1"}}`
	for _, test := range []struct {
		name     string
		messages []string // type, content, …
		want     string
	}{
		{"text of a stream is one", []string{"stream", `{"name": "stdout", "text": "1"}`, "stream", `{"name": "stdout", "text": "2\n"}`, "stream", `{"name": "stderr", "text": "3"}`}, "12\n3"},
		{"an update replaces", []string{"display_data", a, "stream", `{"name": "stdout", "text": "1"}`, "update_display_data", b}, "b\n1"},
		{"an update of what is not there shows", []string{"update_display_data", b}, "b"},
		{"a clear that waits", []string{"display_data", a, "clear_output", `{"wait": true}`}, "a"},
		{"and what comes then", []string{"display_data", a, "clear_output", `{"wait": true}`, "stream", `{"name": "stdout", "text": "1"}`}, "1"},
		{"a clear at once", []string{"display_data", a, "clear_output", `{"wait": false}`}, ""},
		{"an update after a clear", []string{"display_data", a, "clear_output", `{"wait": false}`, "update_display_data", b}, "b"},
		{"a value", []string{"execute_result", `{"data": {"text/plain": "7"}, "execution_count": 3}`}, "7"},
		{"an error", []string{"error", `{"ename": "E", "evalue": "v", "traceback": ["\u001b[31mE\u001b[0m", "v"]}`}, "E\nv"},
		{"an overwritten line", []string{"stream", `{"name": "stdout", "text": "10 %\r20 %\n"}`}, "20 %"},
		{"messages of widgets", []string{"comm_msg", `{}`}, ""},
	} {
		var r Record
		for i := 0; i < len(test.messages); i += 2 {
			if took := r.Take(test.messages[i], json.RawMessage(test.messages[i+1])); took != (test.messages[i] != "comm_msg") {
				t.Errorf("%s: %s is taken: %v", test.name, test.messages[i], took)
			}
		}
		if got := Text(r.Outputs()); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestHTML(t *testing.T) {
	var r Record
	for _, data := range []string{
		`{"text/html": "<i>a</i>", "text/plain": "a"}`,
		`{"text/html": "<b id=\"b\"></b><script>getElementById('b')</script>", "text/plain": "b"}`,
		`{"text/html": "<img><script>document.currentScript</script>", "text/plain": "m"}`,
		`{"text/plain": "<b>"}`,
		`{"image/png": "iVBO\n", "text/plain": "a \"picture\""}`,
		`{"image/svg+xml": "<svg/>", "text/plain": "s"}`,
	} {
		r.Take("display_data", json.RawMessage(`{"data": `+data+`}`))
	}
	want := `<div><i>a</i></div>
<div><b id="b"></b></div>
<div><img><script>document.currentScript</script></div>
<pre style="font-family: monospace">&lt;b&gt;</pre>
<div><img alt="a &#34;picture&#34;" src="data:image/png;base64,iVBO"></div>
<div><svg/></div>
`
	if got := HTML(r.Outputs()); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
