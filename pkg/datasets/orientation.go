package datasets

import (
	"bytes"
	"encoding/binary"
)

// orientation says how a camera was held when it took a photo, from 1 (upright) to 8: the tag 0x0112 of Exif 2.3. Telephones
// save most photos lying, with that tag.
type orientation int

// isLying tells whether height and width change places.
func (o orientation) isLying() bool { return o >= 5 }

// from says where pixel (x, y) of the upright picture, width x height, lies in the stored one.
func (o orientation) from(x, y, width, height int) (fromX, fromY int) {
	right, bottom := width-1, height-1
	switch o {
	case 2:
		return right - x, y
	case 3:
		return right - x, bottom - y
	case 4:
		return x, bottom - y
	case 5:
		return y, x
	case 6:
		return y, right - x
	case 7:
		return bottom - y, right - x
	case 8:
		return bottom - y, x
	}
	return x, y
}

const orientationTag = 0x0112

// orientationOf looks through the segments of a JPEG for the tag. What it cannot
// read it takes for upright: the tag is a courtesy, and may be damaged where the picture is not.
func orientationOf(data []byte) orientation {
	for at := 2; at+4 <= len(data) && data[at] == 0xff && data[at+1] != 0xda; { // until the pixels begin
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		end := at + 2 + length
		if length < 2 || end > len(data) {
			break
		}
		if content, isExif := bytes.CutPrefix(data[at+4:end], []byte("Exif\x00\x00")); isExif && data[at+1] == 0xe1 {
			return orientationIn(content)
		}
		at = end
	}
	return 1
}

// orientationIn looks through the first directory of a TIFF, which Exif is: entries of 12 bytes, each
// with a tag, a type, a count and a value.
func orientationIn(tiff []byte) orientation {
	var order binary.ByteOrder
	switch {
	case len(tiff) < 8:
		return 1
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := int64(order.Uint16(tiff[at:]))
	for at += 2; entries > 0 && at+12 <= int64(len(tiff)); at, entries = at+12, entries-1 {
		if order.Uint16(tiff[at:]) != orientationTag {
			continue
		}
		if found := orientation(order.Uint16(tiff[at+8:])); found >= 1 && found <= 8 {
			return found
		}
	}
	return 1
}
