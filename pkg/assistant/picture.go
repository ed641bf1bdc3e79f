package assistant

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // two kinds of pictures that a user may give
	_ "image/png"
)

// How large an avatar of the user's own may be.
const (
	LargestPicture = 8_000_000 // bytes
	LongestSide    = 4096      // pixels
)

// endings are the ends of the names of picture files, by their media types.
var endings = map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}

// CheckPicture looks whether content is a picture that can be an avatar: a whole PNG or JPEG, neither too large nor too small.
// It returns its media type. The size is read first, so that a small file cannot unpack to a huge picture.
func CheckPicture(content []byte) (mediaType string, err error) {
	mediaType, err = checkPicture(content)
	return mediaType, prefixed(err)
}

func checkPicture(content []byte) (mediaType string, err error) {
	if mediaType, err = pictureHeader(content); err != nil {
		return "", err
	}
	if _, _, err := image.Decode(bytes.NewReader(content)); err != nil {
		return "", fmt.Errorf("the picture is damaged: %w: choose another file", err)
	}
	return mediaType, nil
}

// pictureHeader checks what can be told without decoding.
func pictureHeader(content []byte) (mediaType string, err error) {
	if len(content) > LargestPicture {
		return "", fmt.Errorf("the picture has %s, and at most %s are possible: make it smaller", amount(len(content)), amount(LargestPicture))
	}
	config, kind, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil || kind != "png" && kind != "jpeg" { // a program may have registered more kinds
		return "", fmt.Errorf("the picture is neither PNG nor JPEG: choose such a file")
	}
	if config.Width < 1 || config.Height < 1 || config.Width > LongestSide || config.Height > LongestSide {
		return "", fmt.Errorf("the picture has %dx%d pixels, and at most %dx%d are possible: make it smaller",
			config.Width, config.Height, LongestSide, LongestSide)
	}
	return "image/" + kind, nil
}

// ending is the end of the name under which a picture of any kind is saved.
func ending(content []byte) string {
	switch {
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		return ".png"
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return ".jpg"
	case bytes.Contains(content[:min(len(content), 1000)], []byte("<svg")):
		return ".svg"
	}
	return ".picture"
}
