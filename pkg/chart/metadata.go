package chart

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
)

// schema names the form of the metadata that a saved picture carries.
const schema = "firstneuron/chart/1"

// metadata describes a picture to programs, in JSON, so that an alt text can be written from the data instead of the pixels.
func (f *Figure) metadata(v view) []byte {
	said, err := json.Marshal(struct {
		Schema      string `json:"schema"`
		Kind        string `json:"kind"`
		Title       string `json:"title"`
		Alt         string `json:"alt"`
		Description string `json:"description"`
	}{schema, v.kind(), f.title, f.alt(v), v.description()})
	if err != nil {
		panic(fmt.Sprintf("chart: five strings do not fit into JSON: %v", err)) // they always do
	}
	return said
}

// withText returns a PNG file with a text in an iTXt chunk after its header: uncompressed, in UTF-8, without a language.
// See the PNG specification, section 11.3.3.4, https://www.w3.org/TR/png-3/#11iTXt.
func withText(picture []byte, keyword string, text []byte) []byte {
	const header = 8 + 4 + 4 + 13 + 4 // the signature, then the length, the name, the fields and the checksum of IHDR
	chunk := append([]byte("iTXt"+keyword), 0, 0, 0, 0, 0)
	chunk = append(chunk, text...)

	var whole bytes.Buffer
	whole.Write(picture[:header])
	whole.Write(binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-len("iTXt"))))
	whole.Write(chunk)
	whole.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(chunk)))
	whole.Write(picture[header:])
	return whole.Bytes()
}
