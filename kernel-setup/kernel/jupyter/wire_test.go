package jupyter

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"testing"
)

// A recorded message is one of testdata/frames.json.
type recorded struct {
	Name       string            `json:"name"`
	Frames     []string          `json:"frames"`
	Identities []string          `json:"identities"`
	Header     map[string]string `json:"header"`
	ParentID   string            `json:"parent_id"`
	Metadata   any               `json:"metadata"`
	Content    any               `json:"content"`
	Buffers    []string          `json:"buffers"`
}

func recordedMessages(t testing.TB) (messages []recorded) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "frames.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &messages); err != nil {
		t.Fatal(err)
	}
	return messages
}

func toHex(frames [][]byte) []string {
	texts := []string{}
	for _, frame := range frames {
		texts = append(texts, hex.EncodeToString(frame))
	}
	return texts
}

func fromHex(t testing.TB, texts []string) (frames [][]byte) {
	t.Helper()
	for _, text := range texts {
		frame, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		frames = append(frames, frame)
	}
	return frames
}

// value is a JSON text as Go's plainest types.
func value(t testing.TB, text []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func newSigner() *Signer { return NewSigner(Connection{Key: "secret"}) }

func TestWhatJupyterWritesIsRead(t *testing.T) {
	for _, want := range recordedMessages(t) {
		t.Run(want.Name, func(t *testing.T) {
			m, err := newSigner().Decode(fromHex(t, want.Frames))
			if err != nil {
				t.Fatal(err)
			}
			header := map[string]string{"msg_id": m.Header.ID, "session": m.Header.Session, "username": m.Header.Username,
				"date": m.Header.Date, "msg_type": m.Header.Type, "version": m.Header.Version}
			for _, c := range []struct {
				name      string
				got, want any
			}{
				{"header", header, want.Header},
				{"parent", m.ParentID(), want.ParentID},
				{"metadata", value(t, m.Metadata), want.Metadata},
				{"content", value(t, m.Content), want.Content},
				{"identities", toHex(m.Identities), want.Identities},
				{"buffers", toHex(m.Buffers), want.Buffers},
			} {
				if !reflect.DeepEqual(c.got, c.want) {
					t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
				}
			}
		})
	}
}

func TestJupyterReadsWhatWeWrite(t *testing.T) {
	request := New("execute_request", map[string]any{"code": "Grüße, 世界 🙂"})
	request.Identities = [][]byte{[]byte("front end"), {0, 0xff}}
	answer := request.Answer("execute_reply", map[string]any{"status": "ok", "text": "<b> & \u2028"})
	answer.Metadata = json.RawMessage(`{"x":[1,null]}`)
	answer.Buffers = [][]byte{{0, 0xff}, {}, delimiter}
	frames, err := newSigner().Encode(answer)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(toHex(frames))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Header     Header `json:"header"`
		ID         string `json:"msg_id"`
		Type       string `json:"msg_type"`
		Parent     Header `json:"parent_header"`
		Content    any
		Metadata   any
		Identities []string
		Buffers    []string
	}
	if err := json.Unmarshal(python(t, "decode.py", string(text), "secret"), &got); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"msg_id", got.ID, answer.Header.ID},
		{"type", got.Type, "execute_reply"},
		{"session", got.Header.Session, session},
		{"parent", got.Parent.ID, request.Header.ID},
		{"content", got.Content, map[string]any{"status": "ok", "text": "<b> & \u2028"}},
		{"metadata", got.Metadata, map[string]any{"x": []any{1.0, nil}}},
		{"identities", got.Identities, toHex(request.Identities)},
		{"buffers", got.Buffers, toHex(answer.Buffers)},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestAMessageComesBackAsItWas(t *testing.T) {
	for _, key := range []string{"secret", ""} {
		m := New("comm_msg", map[string]any{"data": "Grüße 🙂"})
		m.Identities, m.Buffers = [][]byte{[]byte("a"), {}}, [][]byte{{0, 255}, {}}
		frames, err := NewSigner(Connection{Key: key}).Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		got, err := NewSigner(Connection{Key: key}).Decode(frames)
		if err != nil {
			t.Fatal(err)
		}
		got.header = nil
		if !reflect.DeepEqual(got, m) {
			t.Errorf("with key %q: got %+v, want %+v", key, got, m)
		}
	}
}

func TestAnAnswerKeepsWhatTheHeaderOfItsRequestSays(t *testing.T) {
	header := `{"msg_id": "7", "msg_type": "execute_request", "subshell_id": "x"}`
	request, err := newSigner().Decode(signed(header, "{}", "{}", "{}"))
	if err != nil {
		t.Fatal(err)
	}
	if answer := request.Answer("execute_reply", nil); string(answer.Parent) != header || answer.ParentID() != "7" {
		t.Errorf("got the parent %s, want %s", answer.Parent, header)
	}
}

// signed gives the frames of a message with the right signature.
func signed(parts ...string) [][]byte {
	var texts [][]byte
	for _, part := range parts {
		texts = append(texts, []byte(part))
	}
	return append([][]byte{delimiter, newSigner().sign(texts)}, texts...)
}

func TestWhatIsNoMessageIsRefused(t *testing.T) {
	const header = `{"msg_id":"1","msg_type":"execute_request"}`
	good := signed(header, "{}", "{}", "{}")
	unsigned := slices.Clone(good)
	unsigned[1] = nil
	upper := slices.Clone(good)
	upper[1] = bytes.ToUpper(good[1])
	changed := slices.Clone(good)
	changed[5] = []byte(`{"code":"other"}`)
	wrong := slices.Clone(good)
	wrong[1] = NewSigner(Connection{Key: "another"}).sign(good[2:])
	for _, c := range []struct {
		name   string
		frames [][]byte
		want   error
	}{
		{"signed", good, nil},
		{"with white space around", signed(" \t\r\n"+header, "{} ", "\n{}", "{}"), nil},
		{"unsigned", unsigned, ErrUnsigned},
		{"signed with another key", wrong, ErrUnsigned},
		{"the signature in other letters", upper, ErrUnsigned},
		{"changed after it was signed", changed, ErrUnsigned},
		{"no frames", nil, ErrMalformed},
		{"one empty frame", [][]byte{{}}, ErrMalformed},
		{"six empty frames", [][]byte{{}, {}, {}, {}, {}, {}}, ErrMalformed},
		{"cut after the delimiter", good[:1], ErrMalformed},
		{"cut after the signature", good[:2], ErrMalformed},
		{"cut after the header", good[:3], ErrMalformed},
		{"cut after the parent header", good[:4], ErrMalformed},
		{"cut after the metadata", good[:5], ErrMalformed},
		{"no delimiter", good[1:], ErrMalformed},
		{"a delimiter with something behind it", append([][]byte{[]byte("<IDS|MSG>x")}, good[1:]...), ErrMalformed},
		{"a header that is no JSON", signed("{", "{}", "{}", "{}"), ErrMalformed},
		{"a header with something behind it", signed(header+"x", "{}", "{}", "{}"), ErrMalformed},
		{"a header that is a list", signed("[]", "{}", "{}", "{}"), ErrMalformed},
		{"a header that is null", signed("null", "{}", "{}", "{}"), ErrMalformed},
		{"a header whose type is a number", signed(`{"msg_type":1}`, "{}", "{}", "{}"), ErrMalformed},
		{"an empty header", signed("", "{}", "{}", "{}"), ErrMalformed},
		{"an empty parent header", signed(header, "", "{}", "{}"), ErrMalformed},
		{"metadata that are null", signed(header, "{}", "null", "{}"), ErrMalformed},
		{"content that is a list", signed(header, "{}", "{}", "[]"), ErrMalformed},
		{"content with a space that JSON does not know", signed(header, "{}", "{}", "\u00a0{}"), ErrMalformed},
		{"content of white space", signed(header, "{}", "{}", " "), ErrMalformed},
		{"content that is deep", signed(header, "{}", "{}", `{"a":`+string(bytes.Repeat([]byte("["), 1<<20))), ErrMalformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := newSigner().Decode(c.frames)
			if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if (m == nil) != (err != nil) {
				t.Errorf("got message %v with error %v", m, err)
			}
		})
	}
}

func TestAMessageIsTakenOnce(t *testing.T) {
	frames := signed(`{"msg_id":"1"}`, "{}", "{}", "{}")
	withOtherBuffers := append(slices.Clone(frames), []byte("buffer"))
	signer := newSigner()
	for i, want := range []error{nil, ErrRepeated, ErrRepeated} {
		if _, err := signer.Decode(frames); !errors.Is(err, want) {
			t.Errorf("time %d: got %v, want %v", i+1, err, want)
		}
	}
	if _, err := signer.Decode(withOtherBuffers); !errors.Is(err, ErrRepeated) {
		t.Errorf("with other buffers: got %v, want %v", err, ErrRepeated)
	}
	if len(signer.seen) != 1 || len(signer.last) != 1 {
		t.Errorf("%d signatures are kept, want 1", len(signer.last))
	}
}

func TestOldSignaturesAreForgotten(t *testing.T) {
	signer := newSigner()
	for i := range remembered + 10 {
		if err := signer.remember(strconv.Itoa(i)); err != nil {
			t.Fatal(err)
		}
	}
	if len(signer.seen) != remembered || len(signer.last) != remembered || signer.seen["9"] || !signer.seen["10"] {
		t.Errorf("%d and %d signatures are kept, want the last %d", len(signer.seen), len(signer.last), remembered)
	}
}

func TestWithoutAKeyNothingIsSigned(t *testing.T) {
	signer := NewSigner(Connection{})
	frames, err := signer.Encode(New("status", struct{}{}))
	if err != nil || len(frames[1]) != 0 {
		t.Fatalf("got the signature %q, %v, want none", frames[1], err)
	}
	for range 2 {
		if _, err := signer.Decode(frames); err != nil {
			t.Error(err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	const between = 0xfe // a byte that is in no JSON
	for _, m := range recordedMessages(f) {
		f.Add(bytes.Join(fromHex(f, m.Frames), []byte{between}), true)
	}
	f.Add([]byte("<IDS|MSG>"), false)
	f.Fuzz(func(t *testing.T, text []byte, sign bool) {
		frames := bytes.Split(text, []byte{between})
		at := slices.IndexFunc(frames, func(frame []byte) bool { return bytes.Equal(frame, delimiter) })
		if sign && at >= 0 && len(frames) >= at+6 {
			frames[at+1] = newSigner().sign(frames[at+2 : at+6])
		}
		m, err := newSigner().Decode(frames)
		if err != nil {
			if m != nil || !errors.Is(err, ErrMalformed) && !errors.Is(err, ErrUnsigned) {
				t.Fatalf("got %v with %v", m, err)
			}
			return
		}
		again, err := newSigner().Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		// Of the header we write what we know. All else is as it was.
		if got, err := newSigner().Decode(again); err != nil || got.Header != m.Header {
			t.Errorf("the header was %+v and is %+v, %v", m.Header, got.Header, err)
		}
		again[at+1], again[at+2] = frames[at+1], frames[at+2]
		if !reflect.DeepEqual(toHex(again), toHex(frames)) {
			t.Errorf("got %q, want %q", again, frames)
		}
	})
}
