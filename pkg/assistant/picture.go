package assistant

import (
	"errors"
	"net/http"
	"strings"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant/texts"
)

// CheckPicture looks whether content is a picture that can be an avatar or be asked about, a whole PNG, JPEG, GIF or WebP, and
// returns its media type.
func CheckPicture(content []byte) (mediaType string, err error) {
	switch mediaType, err = picturefile.Check(content); {
	case errors.Is(err, picturefile.ErrFormat):
		return "", catalogue.Errorf("picture.kind")
	case errors.Is(err, picturefile.ErrTooLarge):
		return "", catalogue.Errorf("picture.large", texts.Bytes(picturefile.MaxBytes), picturefile.MaxPixels/1_000_000)
	case err != nil:
		return "", catalogue.Errorf("picture.damaged", err)
	}
	return mediaType, nil
}

// typeOf tells a picture that was checked by its first bytes.
func typeOf(picture []byte) string { return http.DetectContentType(picture) }

// avatarFile is the name under which a saved assistant shows its avatar.
func avatarFile(mediaType string) string {
	return strings.NewReplacer("image/", "avatar.", "jpeg", "jpg", "+xml", "").Replace(mediaType)
}
