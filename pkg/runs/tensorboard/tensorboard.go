// Package tensorboard writes the curves of runs for TensorBoard:
//
//	err := tensorboard.Write("build/tensorboard", all)
//
// after which `tensorboard --logdir build/tensorboard` shows them.
package tensorboard

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"path/filepath"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"firstneuron/internal/atomicfile"
	"firstneuron/pkg/runs"
)

// Write writes the curves of each run into a folder of its own, called as the run, inside the
// given one, which is made where it is missing. Every figure is a scalar of its name, with steps
// and times as recorded, and with the seven digits of a float32, which is what TensorBoard keeps.
// What was written of the same run before is replaced. The errors are those of the file system.
func Write(folder string, all []runs.Run) error {
	for _, run := range all {
		// TensorBoard knows its files by the word in the middle.
		path := filepath.Join(folder, run.ID, fmt.Sprintf("events.out.tfevents.%010d.first-neuron", max(run.Started.Unix(), 0)))
		err := atomicfile.MakeFolder(filepath.Dir(path))
		if err == nil {
			err = atomicfile.Write(path, ".unfinished-*", events(run), 0o666)
		}
		if err != nil {
			return fmt.Errorf("tensorboard: %s cannot be written: %w", run.ID, err)
		}
	}
	return nil
}

// events is the file of a run: its version, and then an event for each point, in the order of time.
func events(run runs.Run) []byte {
	type scalar struct {
		figure string
		runs.Point
	}
	var scalars []scalar
	for _, figure := range runs.Figures([]runs.Run{run}) {
		for _, point := range run.Curves[figure] {
			scalars = append(scalars, scalar{figure, point})
		}
	}
	slices.SortStableFunc(scalars, func(a, b scalar) int { return cmp.Compare(a.Seconds, b.Seconds) })

	started := float64(run.Started.Unix()) + float64(run.Started.Nanosecond())/1e9
	file := appendRecord(nil, appendString(event(started, 0), 3, "brain.Event:2")) // file_version
	for _, s := range scalars {
		value := appendString(nil, 1, s.figure)                      // Summary.Value.tag
		value = protowire.AppendTag(value, 2, protowire.Fixed32Type) // simple_value
		value = protowire.AppendFixed32(value, math.Float32bits(float32(s.Value)))
		summary := appendString(nil, 1, string(value))
		file = appendRecord(file, appendString(event(started+s.Seconds, s.Step), 5, string(summary)))
	}
	return file
}

// event is the beginning of a message Event, as tensorboard/compat/proto/event.proto describes it.
func event(wallTime float64, step int) []byte {
	message := protowire.AppendTag(nil, 1, protowire.Fixed64Type) // wall_time, in seconds since 1970
	message = protowire.AppendFixed64(message, math.Float64bits(wallTime))
	if step != 0 { // the default, which is left out
		message = protowire.AppendTag(message, 2, protowire.VarintType)
		message = protowire.AppendVarint(message, uint64(step))
	}
	return message
}

// appendString appends a field that is a string or a message.
func appendString(message []byte, field protowire.Number, text string) []byte {
	return protowire.AppendString(protowire.AppendTag(message, field, protowire.BytesType), text)
}

// appendRecord appends data as TensorFlow's TFRecord keeps it: length, checksum, data, checksum, all little-endian.
func appendRecord(file, data []byte) []byte {
	length := binary.LittleEndian.AppendUint64(nil, uint64(len(data)))
	file = append(file, length...)
	file = binary.LittleEndian.AppendUint32(file, checksum(length))
	file = append(file, data...)
	return binary.LittleEndian.AppendUint32(file, checksum(data))
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum is the CRC-32C, masked, because data that holds its own checksum would make weak ones.
func checksum(data []byte) uint32 {
	sum := crc32.Checksum(data, castagnoli)
	return (sum>>15 | sum<<17) + 0xa282ead8
}
