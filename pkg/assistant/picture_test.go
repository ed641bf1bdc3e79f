package assistant_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// picture is a grey PNG. It is not compressed, so that its bytes stay the same when Go compresses better.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	var content bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.NoCompression}
	if err := encoder.Encode(&content, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

func TestCheckPicture(t *testing.T) {
	whole := picture(t, 40, 30)
	var photo, moving bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&moving, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(whole)
	flipped[len(flipped)-20] ^= 1 // in the last check sum of the pixels or in their stream
	bomb := picture(t, 1, 1)
	binary.BigEndian.PutUint32(bomb[16:], 20_000) // the width, and then the height, in the first chunk
	binary.BigEndian.PutUint32(bomb[20:], 20_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	for _, test := range []struct {
		name      string
		content   []byte
		mediaType string
		says      string // "" where it is a picture
	}{
		{"PNG", whole, "image/png", ""},
		{"JPEG", photo.Bytes(), "image/jpeg", ""},
		{"the largest", picture(t, 4096, 1), "image/png", ""},
		{"too wide for old systems", picture(t, 4097, 1), "image/png", ""},
		{"a bomb: small as a file, huge as a picture", bomb, "", "64 million pixels"},
		{"too many bytes", append(bytes.Clone(whole), make([]byte, 32<<20)...), "", "34 MB"},
		{"cut off", whole[:len(whole)-30], "", "damaged"},
		{"a wrong bit", flipped, "", "damaged"},
		{"GIF", moving.Bytes(), "image/gif", ""},
		{"SVG", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "", "not a PNG"},
		{"nothing", nil, "", "empty"},
	} {
		mediaType, err := assistant.CheckPicture(test.content)
		if mediaType != test.mediaType || (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %q, %v; want %q and %q", test.name, mediaType, err, test.mediaType, test.says)
		}
	}
}

func TestAnAvatarOfTheUsersOwn(t *testing.T) {
	own := picture(t, 4, 4)
	content, mediaType := assistant.Avatar{Seed: 7, Picture: own}.Image("Alma")
	if !bytes.Equal(content, own) || mediaType != "image/png" {
		t.Errorf("got %d bytes of %s, want the picture", len(content), mediaType)
	}
}
