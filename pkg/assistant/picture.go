package assistant

import (
	"errors"
	"net/http"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant/texts"
)

// LargestPicture is how many bytes an avatar of the user's own may have.
const LargestPicture = 8_000_000

// CheckPicture looks whether content is a picture that can be an avatar, a whole PNG, JPEG, GIF or WebP, and returns its media type.
func CheckPicture(content []byte) (mediaType string, err error) {
	if len(content) > LargestPicture {
		return "", catalogue.Errorf("picture.large", texts.Bytes(len(content)), texts.Bytes(LargestPicture))
	}
	switch mediaType, err = picturefile.Check(content); {
	case errors.Is(err, picturefile.ErrFormat):
		return "", catalogue.Errorf("picture.kind")
	case errors.Is(err, picturefile.ErrTooLarge):
		return "", catalogue.Errorf("picture.size", picturefile.MaxPixels/1_000_000)
	case err != nil:
		return "", catalogue.Errorf("picture.damaged", err)
	}
	return mediaType, nil
}

// typeOf tells a picture that was checked by its first bytes.
func typeOf(picture []byte) string { return http.DetectContentType(picture) }

// avatarFile is the name under which a saved assistant shows its avatar.
func avatarFile(mediaType string) string {
	return "avatar" + map[string]string{
		"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
	}[mediaType]
}
