package datasets

import (
	"bytes"
	"encoding/binary"
)

// orientation says how a camera was held, from 1 to 8: the tag 0x0112 of Exif 2.3. A
// phone stores most photos sideways and leaves it to that tag to say so.
type orientation int

const upright orientation = 1

// isSideways tells whether height and width change places.
func (o orientation) isSideways() bool { return o >= 5 }

// stored says where the file has pixel (x, y) of the upright picture of width x height pixels.
func (o orientation) stored(x, y, width, height int) (storedX, storedY int) {
	if o == 2 || o == 3 || o == 6 || o == 7 {
		x = width - 1 - x
	}
	if o == 3 || o == 4 || o == 7 || o == 8 {
		y = height - 1 - y
	}
	if o.isSideways() {
		return y, x
	}
	return x, y
}

// orientationOf finds the tag in a PNG or JPEG. Without one, or where it is damaged,
// the picture counts as upright: its pixels may be fine all the same.
func orientationOf(data []byte, format string) orientation {
	marker := map[string]string{"jpeg": "Exif\x00\x00", "png": "eXIf"}[format]
	_, tiff, found := bytes.Cut(data, []byte(marker))
	if !found || len(tiff) < 8 {
		return upright
	}
	// What follows is a TIFF file: the order of its bytes, the place of its directory,
	// and there entries of 12 bytes, each with a tag, a type, a count and a value.
	var order binary.ByteOrder = binary.LittleEndian
	if bytes.HasPrefix(tiff, []byte("MM\x00*")) {
		order = binary.BigEndian
	} else if !bytes.HasPrefix(tiff, []byte("II*\x00")) {
		return upright
	}
	directory := tiff[min(int64(order.Uint32(tiff[4:])), int64(len(tiff))):]
	if len(directory) < 2 {
		return upright
	}
	entries, count := directory[2:], order.Uint16(directory)
	for ; count > 0 && len(entries) >= 12; entries, count = entries[12:], count-1 {
		if found := orientation(order.Uint16(entries[8:])); order.Uint16(entries) == 0x0112 && found >= 1 && found <= 8 {
			return found
		}
	}
	return upright
}
